import { admission } from '../../src/domain/admission.ts';
import { deviceStatusSchema } from '../../src/domain/device.ts';
import { leased, legacy, Play } from './office.ts';

const approved = new Play().approved().request;

describe('Rule 32: who is let on the network', () => {
  test.each(deviceStatusSchema.options)('a device that is %s', (status) => {
    const device = leased('7BLUE01', { status, orderedBy: 'PARKS-7K3M9Q' });
    expect(admission(device, approved).admit).toBe(['in transit', 'in service', 'moving'].includes(status));
  });

  test.each([
    ['received', 'not fulfilled'],
    ['staged', 'not fulfilled'],
    ['spare', 'spare'],
    ['disaster reserve', 'disaster reserve'],
    ['sanitized', 'sanitized'],
    ['surplus', 'retired'],
    ['lost', 'lost'],
  ] as const)('%s is denied as “%s”', (status, reason) => {
    expect(admission(leased('7BLUE01', { status }), undefined)).toEqual({ admit: false, reason, legacy: false });
  });

  test('what nobody knows is unknown', () => {
    expect(admission(undefined, undefined)).toEqual({ admit: false, reason: 'unknown', legacy: false });
  });

  test('an order that was not approved twice admits nothing', () => {
    const device = leased('7BLUE01', { orderedBy: 'PARKS-7K3M9Q' });
    expect(admission(device, undefined).reason).toBe('not approved');
    const once = approved && { ...approved, approvals: approved.approvals.slice(0, 1) };
    expect(admission(device, once)).toEqual({ admit: false, reason: 'not approved', legacy: false });
    const [first] = approved?.approvals ?? [];
    const same = approved && first && { ...approved, approvals: [first, first] };
    expect(admission(device, same).admit).toBe(false);
  });

  test('Rule 33: registered legacy devices are admitted, and marked', () => {
    expect(admission(legacy('5CG0000003'), undefined)).toEqual({ admit: true, reason: 'in service', legacy: true });
    expect(admission(leased('7BLUE01'), undefined)).toEqual({ admit: true, reason: 'in service', legacy: false });
  });
});
