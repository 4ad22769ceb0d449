import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { FileView } from '../desk/views/file.ts';

/** A file that Teams is to ask the person about. */
export type Offer = FileView & { way: Extract<FileView['way'], { by: 'Teams' }> };

/** Whether a view needs Teams' own question in a message beside it. */
export function isOffer(view: { card: string }): view is Offer {
  return 'way' in view && z.object({ by: z.literal('Teams') }).safeParse(view.way).success;
}

/** What a person has said to a consent card. The context is what the card carried: which file, and nothing else. */
const consentSchema = z.object({
  action: z.enum(['accept', 'decline']),
  context: z.unknown().optional(),
  uploadInfo: z
    .object({
      uploadUrl: z.string().min(1).max(8000),
      contentUrl: z.string().min(1).max(4000),
      name: z.string().min(1).max(500),
      uniqueId: z.string().max(500),
      fileType: z.string().max(50),
    })
    .nullish(),
});
export type UploadInfo = NonNullable<z.infer<typeof consentSchema>['uploadInfo']>;

/** A person's answer to a consent card: the file it is about, and where to put it if they want it. */
export interface Consent {
  asked: unknown;
  /** Null when they do not want it. */
  to: UploadInfo | null;
}

/** Reads the value of a `fileConsent/invoke`; null when it is none. */
export function consentOf(value: unknown): Consent | null {
  const parsed = consentSchema.safeParse(value);
  if (!parsed.success) return null;
  const { action, context, uploadInfo } = parsed.data;
  if (action === 'decline') return { asked: context, to: null };
  return uploadInfo ? { asked: context, to: uploadInfo } : null;
}

/** The message that asks whether to save a file in the person's OneDrive. */
export function consentMessage({ name, title, about, way }: Offer): Partial<Activity> {
  const content = {
    description: `${title}, ${about}`,
    sizeInBytes: way.bytes,
    acceptContext: way.asked,
    declineContext: way.asked,
  };
  return messageWith({ contentType: 'application/vnd.microsoft.teams.card.file.consent', name, content });
}

/** The message that shows a file which is there now. */
export function infoMessage({ name, contentUrl, uniqueId, fileType }: UploadInfo): Partial<Activity> {
  const content = { uniqueId, fileType };
  return messageWith({ contentType: 'application/vnd.microsoft.teams.card.file.info', contentUrl, name, content });
}

function messageWith(attachment: NonNullable<Activity['attachments']>[number]): Partial<Activity> {
  return { type: 'message', summary: attachment.name ?? '', attachments: [attachment] };
}
