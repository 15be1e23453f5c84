import { equipmentPosts, keepingPosts, officePosts } from '@contract/assets'
import type { ListFilter, Page } from '@contract'
import { client } from '../../../api/client'
import { useSession } from '../../../api/session'
import { inStates, type Step } from '../../../ledger-kit'

type Asked = ReturnType<typeof inStates>

const only = (...filters: ListFilter[]): Asked => ({ filters, limit: 1 })
const totalOf = async (page: Promise<Page<unknown>>) => (await page).total

/** Whoever applied puts what was sent back right; nobody else sees it waiting. */
const returnedToMe = (
  what: string,
  path: string,
  list: (asked: Asked, signal: AbortSignal) => Promise<Page<unknown>>
): Step => ({
  title: `退回补正的${what}`,
  what: '按退回意见改好后重报',
  button: '去补正',
  path: `${path}?state=returned`,
  count: async (signal) => {
    const me = useSession().user?.personId
    return me
      ? totalOf(list(only(...inStates('returned').filters, { field: 'applicantId', op: 'eq', value: me }), signal))
      : 0
  }
})

/**
 * The steps in the order a thing goes through the books. Counts come from main; a step whose list is closed to the user
 * shows none.
 */
export const steps: readonly Step[] = [
  returnedToMe('购置申请', '/assets/acquisitions', (asked, signal) =>
    client.assets.acquisitions.list(asked, { signal })
  ),
  returnedToMe('转移申请', '/assets/transfers', (asked, signal) => client.assets.transfers.list(asked, { signal })),
  returnedToMe('出借申请', '/assets/loans', (asked, signal) => client.assets.loans.list(asked, { signal })),
  returnedToMe('处置申请', '/assets/retirements', (asked, signal) => client.assets.retirements.list(asked, { signal })),
  returnedToMe('丢失损坏申报', '/assets/damages', (asked, signal) => client.assets.damages.list(asked, { signal })),
  returnedToMe('装备领用申请', '/assets/equipment', (asked, signal) => client.assets.equipment.list(asked, { signal })),
  {
    title: '已批准、等到货验收的购置',
    what: '办公室和申请科室一起验收，附合同、验收单、发票',
    button: '去验收',
    path: '/assets/acquisitions?state=approved&kind=purchase',
    by: keepingPosts,
    count: (signal) =>
      totalOf(
        client.assets.acquisitions.list(
          only(...inStates('approved').filters, { field: 'kind', op: 'eq', value: 'purchase' }),
          { signal }
        )
      )
  },
  {
    title: '已验收、没建卡入账的',
    what: '取得后五个工作日内建卡',
    button: '去建卡',
    path: '/assets/acceptances?state=open',
    by: keepingPosts,
    count: (signal) => totalOf(client.assets.acceptances.list(inStates('open'), { signal }))
  },
  {
    title: '没贴标签的资产',
    what: '打印标签，贴到实物上，扫码确认',
    button: '去贴标签',
    path: '/assets/labels',
    by: keepingPosts,
    count: (signal) => totalOf(client.assets.cards.list(only({ field: 'labelledOn', op: 'empty' }), { signal }))
  },
  {
    title: '已批准、等双方签字的转移',
    what: '移交人、接收人当面签字，保管责任才转移',
    button: '去交接',
    path: '/assets/transfers?state=approved',
    count: (signal) => totalOf(client.assets.transfers.list(inStates('approved'), { signal }))
  },
  {
    title: '已批准、等发放的装备',
    what: '领用人当面签字',
    button: '去发放',
    path: '/assets/equipment?state=approved',
    by: keepingPosts,
    count: (signal) => totalOf(client.assets.equipment.list(inStates('approved'), { signal }))
  },
  {
    title: '报修还没安排的',
    what: '联系厂商，登记送修',
    button: '去安排',
    path: '/assets/repairs?state=requested',
    by: keepingPosts,
    count: (signal) => totalOf(client.assets.repairs.list(inStates('requested'), { signal }))
  },
  {
    title: '送修没回来的',
    what: '修好后登记费用和结果',
    button: '去登记',
    path: '/assets/repairs?state=arranged',
    by: keepingPosts,
    count: (signal) => totalOf(client.assets.repairs.list(inStates('arranged'), { signal }))
  },
  {
    title: '出借没收回的',
    what: '到期催还，登记归还状况',
    button: '去登记',
    path: '/assets/loans?state=approved,out',
    by: keepingPosts,
    count: (signal) => totalOf(client.assets.loans.list(inStates('approved', 'out'), { signal }))
  },
  {
    title: '认定后没赔付的',
    what: '收款后登记收据号',
    button: '去登记',
    path: '/assets/damages?state=approved',
    by: equipmentPosts,
    count: (signal) => totalOf(client.assets.damages.list(inStates('approved'), { signal }))
  },
  {
    title: '已批准、没下账的处置',
    what: '处置后登记批准文号和残值收入',
    button: '去下账',
    path: '/assets/retirements?state=approved',
    by: officePosts,
    count: (signal) => totalOf(client.assets.retirements.list(inStates('approved'), { signal }))
  },
  {
    title: '没办完的盘点',
    what: '清点、复盘、说明差异，批准后逐件处理',
    button: '去盘点',
    path: '/assets/stocktakes?state=counting,explaining,approved',
    by: keepingPosts,
    count: (signal) =>
      totalOf(client.assets.stocktakes.list(inStates('counting', 'explaining', 'approved'), { signal }))
  },
  {
    title: '与财务账有差异的对账',
    what: '逐项查明，登记处理',
    button: '去处理',
    path: '/assets/reconciliations?state=open',
    by: keepingPosts,
    count: (signal) => totalOf(client.assets.reconciliations.list(inStates('open'), { signal }))
  },
  {
    title: '期初折旧有偏差的资产',
    what: '一次调整，或在剩余月份分摊；处理前不计提',
    button: '去处理',
    path: '/assets/cards?depreciation=unsettled',
    by: keepingPosts,
    count: (signal) =>
      totalOf(client.assets.cards.list(only({ field: 'depreciation', op: 'eq', value: 'unsettled' }), { signal }))
  }
]
