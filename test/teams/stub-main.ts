/** The program around a desk that only echoes, slowly: what `stop.test.ts` starts and stops. */
import { run } from '../../src/program.ts';
import { EchoDesk, plainCards } from './house.ts';

const desk = new EchoDesk();
desk.slow = Number(process.argv[2]);

await run({
  cards: () => plainCards,
  open: async (_config, _messenger, log) => ({
    desk,
    check: async () => {},
    judge: async (serial) => ({ serial, admit: false, reason: 'unknown', legacy: false }),
    files: null,
    close: async () => log.info({}, 'the house is closed'),
  }),
});
