/** What hides behind a button: the picture with it pressed, the card it is on, and the button's title. */
export const OPENINGS: readonly { name: string; view: string; press: string }[] = [
  { name: 'approval-agency-return', view: 'approval-agency', press: 'Return for changes' },
  { name: 'approval-kept-reject', view: 'approval-kept', press: 'Reject' },
  { name: 'request-awaiting-cancel', view: 'request-awaiting', press: 'Cancel request' },
  { name: 'request-part-cancelled-cancel', view: 'request-part-cancelled', press: 'Cancel request' },
  { name: 'request-cancelling-cancel', view: 'request-cancelling', press: 'Cancel request' },
  { name: 'request-cancelling-large-cancel', view: 'request-cancelling-large', press: 'Cancel request' },
  { name: 'device-in-service-history', view: 'device-in-service', press: 'History' },
  { name: 'device-long-history', view: 'device-long', press: 'History' },
  { name: 'inventory-start', view: 'inventory', press: 'Start the others' },
  { name: 'inventory-close', view: 'inventory', press: 'Close' },
];
