import './double/desk-on-double.ts';
import '../../desk/work.test.ts';
