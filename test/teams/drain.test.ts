import { openHouse } from './house.ts';

test('told to stop under load, it turns away nobody who comes before they could have noticed', async () => {
  const house = await openHouse();
  house.desk.slow = 150;
  let [isReady, sent] = [true, 0];
  const failed: unknown[] = [];

  /** A proxy: asks whether the instance is ready, and sends no more once it is not. */
  async function probe(): Promise<void> {
    while (isReady) {
      isReady = await fetch(`${house.origin}/readyz`).then(({ ok }) => ok);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function keepSaying(no: number): Promise<void> {
    const person = house.person({ id: `00000000-0000-4000-8000-0000000001${String(no).padStart(2, '0')}` });
    while (isReady) {
      sent += 1;
      const answer = await person.send(person.invocation('test.do', { no })).catch((error: unknown) => error);
      if (!(answer instanceof Response) || !answer.ok) failed.push(answer);
    }
  }

  const load = [probe(), ...Array.from({ length: 20 }, (_, no) => keepSaying(no))];
  await new Promise((resolve) => setTimeout(resolve, 600));
  const begun = performance.now();
  const closed = house.server.close(6_000, 2_000);
  await Promise.all(load);
  await closed;
  expect(performance.now() - begun).toBeLessThan(8_500);
  expect(failed).toEqual([]);
  expect(sent).toBeGreaterThan(40);
  await expect(fetch(`${house.origin}/healthz`)).rejects.toThrow();
  house.teams.close();
  await house.connector.stop();
});
