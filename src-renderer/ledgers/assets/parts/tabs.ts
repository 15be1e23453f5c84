/** Lists that share one tab of the ledger. */
export const cardTabs = [
  { label: '卡片', path: '/assets/cards' },
  { label: '贴标签', path: '/assets/labels' }
]
export const gettingTabs = [
  { label: '购置申请', path: '/assets/acquisitions' },
  { label: '验收', path: '/assets/acceptances' },
  { label: '低值易耗品', path: '/assets/lowValues' },
  { label: '房间配备', path: '/assets/rooms' }
]
export const livingTabs = [
  { label: '转移', path: '/assets/transfers' },
  { label: '出借借入', path: '/assets/loans' },
  { label: '报修', path: '/assets/repairs' },
  { label: '丢失损坏', path: '/assets/damages' }
]
export const equipmentTabs = [
  { label: '领用', path: '/assets/equipment' },
  { label: '配备标准', path: '/assets/standards' },
  { label: '执法证', path: '/assets/certificates' },
  { label: '班次领还', path: '/assets/shifts' },
  { label: '半年报告', path: '/assets/reports' }
]
export const checkingTabs = [
  { label: '财务对账', path: '/assets/reconciliations' },
  { label: '折旧', path: '/assets/depreciation' }
]
