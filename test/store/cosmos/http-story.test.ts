/** The stories over HTTP, as they are, on Cosmos DB. */
import './double/play-on-double.ts';
import '../../http/story.test.ts';
