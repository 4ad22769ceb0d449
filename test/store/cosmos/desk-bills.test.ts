import './double/desk-on-double.ts';
import '../../desk/billing/bills.test.ts';
import '../../desk/billing/closed-bills.test.ts';
import '../../desk/billing/adjustments.test.ts';
