import './double/desk-on-double.ts';
import '../../desk/transfer.test.ts';
