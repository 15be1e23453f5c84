import type { Flow } from '../../../kernel/approval/chain'

const officeDirector = { role: 'officeDirector', label: '办公室主任意见' } as const
const leaderOfOffice = { role: 'leader:office', label: '分管领导意见' } as const
const unitHead = { role: 'unitHead', label: '科室负责人意见' } as const
const leader = { role: 'leader', label: '分管领导意见' } as const
const head = { role: 'head', label: '主要领导意见' } as const

/** A unit's monthly requisition (BC-31 三, DK-03 第四条(1)). */
export const requisitionFlow: Flow = {
  kind: 'supplies.requisition',
  name: '办公用品申购',
  chains: { dongkou: [unitHead, leader], 'baicheng-bureau': [leader], 'baicheng-office': [leader] }
}

/**
 * A purchase made by the office: consolidated, or a unit's small one (DK-03 第四条(1)(4)). The head decides last where
 * asked.
 */
export const purchaseFlow: Flow = {
  kind: 'supplies.purchase',
  name: '办公用品采购',
  chains: {
    dongkou: [officeDirector, leaderOfOffice, head],
    'baicheng-bureau': [officeDirector, leaderOfOffice],
    'baicheng-office': [officeDirector, leaderOfOffice]
  }
}

/** A subordinate unit's purchase from the limit of SUP-04 on (DK-03 第四条(4)). */
export const unitPurchaseFlow: Flow = {
  kind: 'supplies.unitPurchase',
  name: '局属单位采购',
  chains: { dongkou: [unitHead, leader, head] }
}

/** An emergency purchase: the leader in charge or the head, by telephone (DK-03 第五条(2)). */
export const emergencyPurchaseFlow: Flow = {
  kind: 'supplies.emergencyPurchase',
  name: '办公用品紧急采购',
  chains: { dongkou: [{ ...leader, label: '分管领导（主要领导）意见', or: ['head'] }] }
}
