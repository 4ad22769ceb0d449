import './double/desk-on-double.ts';
import '../../desk/reserve.test.ts';
