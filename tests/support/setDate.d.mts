export const workday: string
export const begin: number
export const variable: string
export function shiftDate(shift: number): void
export declare function machineNow(): number
