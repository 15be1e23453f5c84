import { procurement } from './procurement'
import { store } from './store'

/** Office supplies: purchasing and the store. */
export const supplies = { ...procurement, ...store }
