import { client } from '../../../api/client'
import { useSession } from '../../../api/session'
import { inStates, type Step } from '../../../ledger-kit'

/** How many of the rows are the user's own: what came back is put right by whoever asked for it. */
const own = (rows: readonly { readonly applicantName: string }[]) =>
  rows.filter((row) => row.applicantName === useSession().user?.name).length

/**
 * The steps in the order goods go through them. Counts come from main; a step whose list is closed to the user shows
 * none.
 */
export const steps: readonly Step[] = [
  {
    title: '退回补正的申购',
    what: '补正后重新报批',
    button: '去补正',
    path: '/supplies/requisitions',
    count: async (signal) =>
      own((await client.supplies.requisitions.list({ ...inStates('returned'), limit: 200 }, { signal })).rows)
  },
  {
    title: '退回补正的采购',
    what: '补正后重新报批',
    button: '去补正',
    path: '/supplies/purchases',
    count: async (signal) =>
      own((await client.supplies.purchases.list({ ...inStates('returned'), limit: 200 }, { signal })).rows)
  },
  {
    title: '退回补正的领用申请',
    what: '改好后重新报批',
    button: '去补正',
    path: '/supplies/requests',
    count: async (signal) =>
      own((await client.supplies.issueRequests.list({ ...inStates('returned'), limit: 200 }, { signal })).rows)
  },
  {
    title: '已批准待汇总的申购',
    what: '合在一起比价，报批采购',
    button: '汇总采购',
    path: '/supplies/purchases/new',
    by: ['buyer', 'officeDirector'],
    count: async (signal) => (await client.supplies.requisitions.list(inStates('approved'), { signal })).total
  },
  {
    title: '已批准待订购的采购',
    what: '确定供应商和成交价后订购',
    button: '去订购',
    path: '/supplies/purchases',
    by: ['buyer', 'officeDirector'],
    count: async (signal) => (await client.supplies.purchases.list(inStates('approved'), { signal })).total
  },
  {
    title: '已订购等到货的采购',
    what: '货到对照送货单逐项验收',
    button: '到货验收',
    path: '/supplies/acceptances/new',
    by: ['suppliesKeeper', 'officeDirector', 'buyer'],
    count: async (signal) => (await client.supplies.purchases.list(inStates('ordered'), { signal })).total
  },
  {
    title: '已到齐待核对办结的采购',
    what: '附发票清单，财务核对后办结',
    button: '去办结',
    path: '/supplies/purchases',
    by: ['buyer', 'officeDirector', 'finance', 'financeHead'],
    count: async (signal) => (await client.supplies.purchases.list(inStates('delivered'), { signal })).total
  },
  {
    title: '等供应商退换的不合格品',
    what: '退货或换货后办结',
    button: '去办结',
    path: '/supplies/acceptances/returns',
    by: ['suppliesKeeper', 'officeDirector', 'buyer'],
    count: async (signal) => (await client.supplies.supplierReturns.list(inStates('open'), { signal })).total
  },
  {
    title: '待入库区的物品',
    what: '当天验收的当天点清入库',
    button: '去入库',
    path: '/supplies/stock-ins',
    by: ['suppliesKeeper', 'officeDirector'],
    count: async (signal) => (await client.supplies.stockIns.waiting(undefined, { signal })).length
  },
  {
    title: '等待领取的申请',
    what: '当面点清，双方签字',
    button: '到柜台发放',
    path: '/supplies/counter',
    by: ['suppliesKeeper'],
    count: async (signal) =>
      (await client.supplies.issueRequests.list(inStates('approved', 'partly'), { signal })).total
  },
  {
    title: '低于安全库存的物品',
    what: '按消耗量提出补货申购',
    button: '看补货建议',
    path: '/supplies/stock/replenishment',
    by: ['suppliesKeeper', 'officeDirector', 'buyer'],
    count: async (signal) => (await client.supplies.stock.replenishment(undefined, { signal })).length
  },
  {
    title: '没有办完的盘点',
    what: '初盘、复盘、说明原因、报批',
    button: '继续盘点',
    path: '/supplies/stocktakes',
    by: ['suppliesKeeper', 'officeDirector'],
    count: async (signal) =>
      (await client.supplies.stocktakes.list(inStates('counting', 'recounting', 'explaining', 'returned'), { signal }))
        .total
  },
  {
    title: '交回等报废的旧物',
    what: '集中报批',
    button: '报废报批',
    path: '/supplies/scrap/new',
    by: ['suppliesKeeper', 'officeDirector'],
    count: async (signal) => (await client.supplies.scraps.list(inStates('kept'), { signal })).total
  },
  {
    title: '批准报废待处置的',
    what: '财务登记处置方式',
    button: '去登记',
    path: '/supplies/scrap',
    by: ['finance', 'financeHead'],
    count: async (signal) => (await client.supplies.scraps.list(inStates('approved'), { signal })).total
  }
]
