import { isUploadUrl } from '../../src/teams/refusal.ts';

const rules = { local: false, tenant: 'x', serviceHosts: ['smba.trafficmanager.net'], uploadHosts: ['sharepoint.com'] };

test.each([
  "https://contoso-my.sharepoint.com/personal/max/_api/v2.0/drive/items/01/uploadSession?guid='a'&tempauth=b",
  'https://CONTOSO.SharePoint.com/upload',
])('files may be put on %s', (url) => {
  expect(isUploadUrl(url, rules)).toBe(true);
});

test.each([
  'http://contoso-my.sharepoint.com/upload',
  'https://contoso-my.sharepoint.com:8443/upload',
  'https://max:secret@contoso-my.sharepoint.com/upload',
  'https://notsharepoint.com/upload',
  'https://contoso-my.sharepoint.com.evil.example/upload',
  'https://smba.trafficmanager.net/upload',
  'http://127.0.0.1/upload',
  'https://169.254.169.254/upload',
  'contoso-my.sharepoint.com/upload',
])('files are not put on %s', (url) => {
  expect(isUploadUrl(url, rules)).toBe(false);
});

test('locally, files are put on this machine alone', () => {
  const local = { ...rules, local: true };
  expect(isUploadUrl('http://127.0.0.1:4000/upload', local)).toBe(true);
  expect(isUploadUrl('https://contoso-my.sharepoint.com/upload', local)).toBe(false);
});
