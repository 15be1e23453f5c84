/** Lists that share one tab of the ledger. */
export const fileTabs = [
  { label: '车辆档案', path: '/vehicles/files' },
  { label: '驾驶员', path: '/vehicles/drivers' },
  { label: '加油卡、通行卡', path: '/vehicles/cards' },
  { label: '定点单位', path: '/vehicles/providers' },
  { label: '集中整治', path: '/vehicles/campaigns' },
  { label: '证照到期', path: '/vehicles/expiries' }
]
export const fuelTabs = [
  { label: '加油登记', path: '/vehicles/refuels' },
  { label: '油料月结', path: '/vehicles/months' },
  { label: '油卡对账', path: '/vehicles/statements' },
  { label: '用油疑点', path: '/vehicles/suspicions' }
]
export const conductTabs = [
  { label: '违章事故', path: '/vehicles/incidents' },
  { label: '安全抽查', path: '/vehicles/checks' },
  { label: '年终结算', path: '/vehicles/settlements' }
]
export const distanceTabs = [
  { label: '无派车里程', path: '/vehicles/distances' },
  { label: '节假日封存', path: '/vehicles/layups' }
]
export const costTabs = [
  { label: '单车费用汇总', path: '/vehicles/costs/summary' },
  { label: '费用登记', path: '/vehicles/costs' }
]
