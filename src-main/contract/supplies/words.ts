export const itemCategories = { daily: '日常用品', office: '办公用品' } as const
export const intervalRules = { none: '不限', interval: '按最短间隔', pen: '首支笔后只领笔芯' } as const
export const requisitionStates = {
  pending: '审批中',
  returned: '退回补正',
  approved: '已批准待汇总',
  purchasing: '已汇总采购',
  refused: '不同意',
  withdrawn: '已撤回',
  cancelled: '已取消'
} as const
export const purchaseKinds = { consolidated: '集中', unit: '单位', emergency: '紧急' } as const
export const purchaseStates = {
  pending: '审批中',
  returned: '退回补正',
  approved: '已批准待订购',
  ordered: '已订购',
  delivered: '已到齐',
  closed: '已办结',
  refused: '不同意',
  withdrawn: '已撤回',
  cancelled: '已取消'
} as const
export const supplierReturnStates = { open: '待退换', returned: '已退货', exchanged: '已换货' } as const
