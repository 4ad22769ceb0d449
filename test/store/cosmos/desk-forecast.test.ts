import './double/desk-on-double.ts';
import '../../desk/billing/forecast.test.ts';
