import { begin, machineNow, shiftDate, variable } from './setDate.mjs'

// Runs before each test file: sets its clock, and that of the processes it starts.
const nodeOptions = `--import ${new URL('childClock.mjs', import.meta.url).href}`
const shift = begin - machineNow()
shiftDate(shift)
process.env[variable] = String(shift)
process.env['NODE_OPTIONS'] = [process.env['NODE_OPTIONS']?.replace(nodeOptions, ''), nodeOptions]
  .filter(Boolean)
  .join(' ')
