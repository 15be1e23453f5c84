import { cleanups } from './cleanup'
import { clocks } from './clocks'
import { exits } from './exit'
import { extensions } from './extension'
import { intakes } from './intake'
import { keepings } from './keeping'
import { lines } from './line'
import { statistics } from './report'
import { entries, keys } from './room'

/** The ledger of detained and confiscated goods (暂扣（罚没）物品). */
export const warehouse = { intakes, lines, clocks, extensions, exits, keepings, cleanups, keys, entries, statistics }

export * from './access'
export * from './cleanup'
export * from './clocks'
export * from './exit'
export * from './extension'
export * from './intake'
export * from './keeping'
export * from './line'
export * from './report'
export * from './room'
export * from './words'
