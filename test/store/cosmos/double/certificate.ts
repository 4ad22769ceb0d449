import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';

/**
 * A key and a certificate for `localhost` and 127.0.0.1 that vouches for itself, good for a day. Its subject is new each
 * time: of several trusted ones with the same subject, OpenSSL would take the first.
 */
export function selfSignedCertificate(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
  const name = sequence(
    tagged(0x31, sequence(oid(0x55, 0x04, 0x03), tagged(0x0c, Buffer.from(`double ${randomUUID()}`)))),
  );
  const facts = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(time(-3_600_000), time(86_400_000)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(namesExtension(), authorityExtension())),
  );
  const signature = tagged(0x03, Buffer.from([0]), sign('sha256', facts, privateKey));
  const der = sequence(facts, algorithm, signature).toString('base64');
  const cert = `-----BEGIN CERTIFICATE-----\n${der.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`;
  return { key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })), cert };
}

/** The hosts it stands for. */
function namesExtension(): Buffer {
  const names = sequence(tagged(0x82, Buffer.from('localhost')), tagged(0x87, Buffer.from([127, 0, 0, 1])));
  return sequence(oid(0x55, 0x1d, 0x11), tagged(0x04, names));
}

/** That it may vouch for certificates, itself among them. */
function authorityExtension(): Buffer {
  const yes = tagged(0x01, Buffer.from([0xff]));
  return sequence(oid(0x55, 0x1d, 0x13), yes, tagged(0x04, sequence(yes)));
}

function time(fromNow: number): Buffer {
  const at = new Date(Date.now() + fromNow).toISOString().replace(/[-:T]|\.\d+/g, '');
  return tagged(0x18, Buffer.from(at));
}

function oid(...bytes: number[]): Buffer {
  return tagged(0x06, Buffer.from(bytes));
}

function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

/** A tag, the length, what it holds (DER). */
function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
