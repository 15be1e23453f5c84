import process from 'node:process'
import { URL } from 'node:url'
import FakeTimers from '@sinonjs/fake-timers'

// Loaded with `node --import` before the built command line: the moment it starts at stands in the address this module
// is loaded from, and every message of the parent is the next one. The clock stands between them; timers run on. (All
// other tests go by a clock that runs, tests/support/setDate.mjs.)
const clock = FakeTimers.install({
  now: new Date(new URL(import.meta.url).searchParams.get('at') ?? ''),
  toFake: ['Date']
})

// Days pass in the story; nobody moves the computer's date.
let begun = clock.now
process.uptime = () => (clock.now - begun) / 1000

process.on('message', (/** @type {{ at: string, moved: boolean }} */ { at, moved }) => {
  const next = new Date(at)
  // Somebody moves the computer's date after all: no time passes with it.
  if (moved) begun += next.getTime() - clock.now
  clock.setSystemTime(next)
  process.send?.(at)
})
// The parent's line is no reason to stay alive.
process.channel?.unref()
