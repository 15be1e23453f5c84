/** Lists that share one tab of the ledger. */
export const fileTabs = [
  { label: '收文登记', path: '/confidential/files' },
  { label: '代签收和带回', path: '/confidential/files/deliveries' },
  { label: '本局文件定密', path: '/confidential/files/classifications' },
  { label: '解密审查', path: '/confidential/files/reviews' },
  { label: '知悉范围申请', path: '/confidential/files/scopes' }
] as const
export const carrierTabs = [
  { label: '载体', path: '/confidential/carriers' },
  { label: '复制登记', path: '/confidential/carriers/copies' },
  { label: '带出申请', path: '/confidential/carriers/leaves' }
] as const
export const legTabs = [
  { label: '传阅登记', path: '/confidential/legs' },
  { label: '知悉登记', path: '/confidential/legs/knowing' },
  { label: '逾期记录', path: '/confidential/legs/lapses' }
] as const
export const endingTabs = [
  { label: '清退、归档、销毁', path: '/confidential/endings' },
  { label: '发文登记', path: '/confidential/endings/dispatches' }
] as const
export const checkTabs = [
  { label: '核查记录', path: '/confidential/checks' },
  { label: '失泄密事件', path: '/confidential/checks/incidents' }
] as const
export const officeTabs = [
  { label: '保密柜和交接', path: '/confidential/office' },
  { label: '查阅记录', path: '/confidential/office/readings' },
  { label: '本机设置', path: '/confidential/office/machine' }
] as const
