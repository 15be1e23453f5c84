/** Stored words of the ledger with what the user reads. */
export const legalBases = {
  preservation: '先行登记保存',
  seizure: '查封扣押',
  confiscation: '罚没',
  abandoned: '当事人遗弃'
} as const
export type LegalBasis = keyof typeof legalBases

export const perishabilities = { perishable: '易腐（活水产、家禽、蔬菜瓜果等）', durable: '易存放' } as const
export type Perishability = keyof typeof perishabilities

/** Where goods go on the request of a squad. */
export const requestKinds = {
  return: '退还',
  destroy: '销毁',
  auction: '拍卖',
  treasury: '上缴',
  transfer: '移送'
} as const
export type RequestKind = keyof typeof requestKinds

/** Every way goods leave the book; what a clean-up did not find is written off. */
export const exitKinds = { ...requestKinds, writeOff: '盘亏核销' } as const
export type ExitKind = keyof typeof exitKinds

export const exitStates = {
  pending: '审批中',
  returned: '退回补正',
  approved: '待出库',
  done: '已出库',
  refused: '不同意',
  withdrawn: '已撤回',
  cancelled: '已取消',
  reversed: '已冲正'
} as const
export type ExitState = keyof typeof exitStates

export const lineStates = { held: '在库', partly: '部分出库', gone: '已出库', reversed: '已冲正' } as const
export type LineState = keyof typeof lineStates

/** Which clock leads. */
export const clockKinds = {
  bureau: '暂扣物品处理期限',
  preservation: '先行登记保存处理期限',
  seizure: '查封扣押期限',
  spot: '当场扣押补办批准手续',
  release: '应立即解除并退还'
} as const
export type ClockKind = keyof typeof clockKinds

export const decisionKinds = {
  return: '解除并退还',
  confiscate: '没收',
  seize: '转为查封扣押',
  transfer: '移送',
  dispose: '拍卖或其他处理'
} as const
export type DecisionKind = keyof typeof decisionKinds

export const extensionStates = {
  pending: '审批中',
  returned: '退回补正',
  approved: '已批准',
  refused: '不同意',
  withdrawn: '已撤回'
} as const
export type ExtensionState = keyof typeof extensionStates

export const spotStates = {
  pending: '待批准',
  approved: '已批准',
  refused: '不批准，应解除',
  withdrawn: '已撤回',
  returned: '退回补正'
} as const
export type SpotState = keyof typeof spotStates

export const cleanupStates = { open: '清整中', done: '已完成' } as const
export type CleanupState = keyof typeof cleanupStates

export const countResults = { found: '相符', missing: '缺失', surplus: '多出', misplaced: '错位' } as const
export type CountResult = keyof typeof countResults

/** How a difference of a clean-up came to its end, apart from being written off. */
export const settlementKinds = { found: '已找到', explained: '查明来源', takenIn: '补办入库' } as const
export type SettlementKind = keyof typeof settlementKinds

export const partySigns = { signed: '已签名', refused: '拒绝签名', absent: '不在场' } as const
export type PartySign = keyof typeof partySigns

export const custodyActs = {
  detained: '暂扣',
  intake: '入库',
  moved: '移位',
  keeping: '交第三人保管',
  keptBack: '第三人交回',
  exit: '出库',
  writtenOff: '盘亏核销',
  foundAgain: '找回',
  reversed: '冲正退回'
} as const
export type CustodyAct = keyof typeof custodyActs
