import { openHouse } from './house.ts';

test('told to stop under load, it turns away nobody who comes before they could have noticed', async () => {
  const house = await openHouse();
  house.desk.slow = 50;
  let [isReady, isStopping, sent, sentLate] = [true, false, 0, 0];
  const failed: unknown[] = [];

  const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  /** A proxy: asks whether the instance is ready, and a moment after it is not, sends no more. */
  async function probe(): Promise<void> {
    while ((await fetch(`${house.origin}/readyz`)).ok) await wait(50);
    await wait(300);
    isReady = false;
  }

  async function keepSaying(no: number): Promise<void> {
    const person = house.person({ id: `00000000-0000-4000-8000-0000000001${String(no).padStart(2, '0')}` });
    while (isReady) {
      sent += 1;
      if (isStopping) sentLate += 1;
      const answer = await person.send(person.invocation('test.do', { no })).catch((error: unknown) => error);
      if (!(answer instanceof Response) || !answer.ok) failed.push(answer);
    }
  }

  const load = [probe(), ...Array.from({ length: 20 }, (_, no) => keepSaying(no))];
  while (sent < 60) await wait(20);
  const begun = performance.now();
  isStopping = true;
  const closed = house.server.close(6_000, 2_000);
  await Promise.all(load);
  await closed;
  expect(performance.now() - begun).toBeLessThan(8_500);
  expect(failed).toEqual([]);
  expect(sentLate).toBeGreaterThan(0);
  await expect(fetch(`${house.origin}/healthz`)).rejects.toThrow();
  house.teams.close();
  await house.connector.stop();
});
