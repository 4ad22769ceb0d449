import './double/desk-on-double.ts';
import '../../desk/story.test.ts';
