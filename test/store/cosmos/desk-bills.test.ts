import './double/desk-on-double.ts';
import '../../desk/billing/bills.test.ts';
