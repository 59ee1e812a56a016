// Loaded before a command (`--import`): its today is another day, and goes on from there. The commands have no option for that,
// because a configured shop has no day but ours.
const { RETAILPULSE_TEST_TODAY: today } = process.env;
if (today === undefined)
  throw new Error('RETAILPULSE_TEST_TODAY is not set: it is the time at which the command begins');

const Real = Date;
const ahead = Real.parse(today) - Real.now();
const now = () => Real.now() + ahead;

globalThis.Date = new Proxy(Real, {
  construct: (target, given, as) => Reflect.construct(target, given.length === 0 ? [now()] : given, as),
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
