/** Purchases over HTTP, as they are, on Cosmos DB. */
import './double/play-on-double.ts';
import '../../http/purchase.test.ts';
