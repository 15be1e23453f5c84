/** The lists below the tab 库存. */
export const stockTabs = [
  { label: '现有库存', path: '/supplies/stock' },
  { label: '补货建议', path: '/supplies/stock/replenishment', reads: 'supplies.stock.replenishment' },
  { label: '收发明细', path: '/supplies/stock/movements', reads: 'supplies.stock.movements' },
  { label: '库房出入登记', path: '/supplies/stock/storeroom', reads: 'supplies.storeroom.list' }
] as const

/** The lists below the tab 入库. */
export const stockInTabs = [
  { label: '待入库', path: '/supplies/stock-ins' },
  { label: '入库登记', path: '/supplies/stock-ins/register' }
] as const
