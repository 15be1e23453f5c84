/** The six ledgers in the order of the left rail, and the office that all of them refer to. */
export const ledgers = {
  supplies: '办公用品',
  seals: '印章',
  vehicles: '车辆',
  warehouse: '暂扣（罚没）物品',
  confidential: '密级文件',
  assets: '固定资产'
} as const
export type LedgerId = keyof typeof ledgers
export const ledgerIds = Object.keys(ledgers) as [LedgerId, ...LedgerId[]]

/**
 * Audit chains: one per ledger, one for the office itself (people, posts, parameters, sessions), and one for what was
 * read.
 */
export const chains = { office: '单位人员与系统', ...ledgers, readings: '查阅记录' } as const
export type ChainId = keyof typeof chains
export const chainIds = Object.keys(chains) as [ChainId, ...ChainId[]]

/** Profiles shipped: whose regulations apply. */
export const profiles = {
  dongkou: '洞口县城市管理和综合执法局',
  'baicheng-bureau': '白城市城市管理行政执法局',
  'baicheng-office': '白城市政府办公室'
} as const
export type ProfileId = keyof typeof profiles
export const profileIds = Object.keys(profiles) as [ProfileId, ...ProfileId[]]
