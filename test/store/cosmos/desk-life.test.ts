import './double/desk-on-double.ts';
import '../../desk/life.test.ts';
