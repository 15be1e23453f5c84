/** What the routers of the ledger share: what an act is recorded as, and what it answers. */
export const work = (act: string, { reasons }: { readonly reasons?: Readonly<Record<string, string>> | undefined }) =>
  ({ chain: 'vehicles', act, reasons }) as const
export const numbered = ({ id, number }: { readonly id: string; readonly number: string }) => ({ id, number })
export const changed = ({ id, version }: { readonly id: string; readonly version: number }) => ({ id, version })
export const ofId = ({ id }: { readonly id: string }) => ({ id })
