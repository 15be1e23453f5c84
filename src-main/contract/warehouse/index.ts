import { cleanups } from './cleanups'
import { clocks, extensions } from './clocks'
import { exits } from './exits'
import { intakes } from './intakes'
import { keepings } from './keepings'
import { lines } from './lines'
import { entries, keys, statistics } from './room'

/** The ledger of detained and confiscated goods (暂扣（罚没）物品). */
export const warehouse = { intakes, lines, clocks, extensions, exits, keepings, cleanups, keys, entries, statistics }

export * from './access'
export * from './cleanups'
export * from './clocks'
export * from './exits'
export * from './intakes'
export * from './keepings'
export * from './lines'
export * from './room'
export * from './words'
