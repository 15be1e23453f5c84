import process from 'node:process'
import { shiftDate, variable } from './setDate.mjs'

// Loaded with `node --import` into every Node process a test starts, so that it goes by the test's clock.
const shift = Number(process.env[variable] ?? 0)
if (shift !== 0) shiftDate(shift)
