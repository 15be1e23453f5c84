export type * from './house'
