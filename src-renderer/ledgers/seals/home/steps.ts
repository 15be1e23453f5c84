import type { ListFilter } from '@contract'
import { client } from '../../../api/client'
import { useSession } from '../../../api/session'
import { inStates, type Step } from '../../../ledger-kit'

const office = ['officeDirector', 'sealCustodian'] as const

/** Whoever applied puts what was sent back right; nobody else sees it waiting. */
const returnedToMe = (
  what: string,
  path: string,
  list: (filters: ListFilter[], signal: AbortSignal) => Promise<{ readonly total: number }>
): Step => ({
  title: `退回补正的${what}`,
  what: '按退回意见补齐后重报',
  button: '去补正',
  path,
  count: async (signal) => {
    const me = useSession().user?.personId
    if (!me) return 0
    return (await list([...inStates('returned').filters, { field: 'applicantId', op: 'eq', value: me }], signal)).total
  }
})

/**
 * The steps in the order a seal and its uses go through them. Counts come from main; a step whose list is closed to the
 * user shows none.
 */
export const steps: readonly Step[] = [
  {
    title: '等着用印的申请',
    what: '核对盖章页，盖章，附扫描件',
    button: '到柜台用印',
    path: '/seals/counter',
    count: async (signal) => {
      const mine = (await client.seals.register.choices(undefined, { signal })).flatMap((seal) =>
        seal.mine ? [seal.id] : []
      )
      if (!mine.length) return 0
      const filters = [
        { field: 'state', op: 'eq', value: 'approved' },
        { field: 'sealId', op: 'in', value: mine }
      ] as const
      return (await client.seals.requests.list({ filters: filters.map((one) => ({ ...one })), limit: 1 }, { signal }))
        .total
    }
  },
  returnedToMe('用印申请', '/seals/requests', (filters, signal) =>
    client.seals.requests.list({ filters, limit: 1 }, { signal })
  ),
  returnedToMe('空白封条、文书申请', '/seals/blanks', (filters, signal) =>
    client.seals.blanks.list({ filters, limit: 1 }, { signal })
  ),
  returnedToMe('刻制申请', '/seals/register/engravings', (filters, signal) =>
    client.seals.engravings.list({ filters, limit: 1 }, { signal })
  ),
  returnedToMe('销毁申请', '/seals/register/destructions', (filters, signal) =>
    client.seals.destructions.list({ filters, limit: 1 }, { signal })
  ),
  {
    title: '已批准待盖的空白封条、文书',
    what: '按起止号逐份盖章',
    button: '去用印',
    path: '/seals/blanks',
    by: ['sealCustodian'],
    count: async (signal) => (await client.seals.blanks.list(inStates('approved'), { signal })).total
  },
  {
    title: '还没核销完的空白封条、文书',
    what: '逐号登记已用、作废、退回、遗失',
    button: '去核销',
    path: '/seals/blanks',
    count: async (signal) => (await client.seals.blanks.list(inStates('stamped'), { signal })).total
  },
  {
    title: '已批准待刻制的印章',
    what: '到公安机关指定的单位刻制，登记印模',
    button: '登记刻制',
    path: '/seals/register/engravings',
    by: office,
    count: async (signal) => (await client.seals.engravings.list(inStates('approved'), { signal })).total
  },
  {
    title: '已刻制待启用的印章',
    what: '发启用通知',
    button: '发文启用',
    path: '/seals/register',
    by: office,
    count: async (signal) => (await client.seals.register.list(inStates('engraved'), { signal })).total
  },
  {
    title: '已启用待领取的印章',
    what: '保管人领取，双方签字',
    button: '办领取',
    path: '/seals/register',
    by: office,
    count: async (signal) => (await client.seals.register.list(inStates('activated'), { signal })).total
  },
  {
    title: '已收回的印章',
    what: '封存，或报批销毁',
    button: '去处理',
    path: '/seals/register',
    by: office,
    count: async (signal) => (await client.seals.register.list(inStates('returned'), { signal })).total
  },
  {
    title: '已批准待销毁的印章',
    what: '两名监销人当场监销并签字',
    button: '登记销毁',
    path: '/seals/register/destructions',
    by: office,
    count: async (signal) => (await client.seals.destructions.list(inStates('approved'), { signal })).total
  },
  {
    title: '处理中的遗失',
    what: '报告领导、报案、登报声明',
    button: '去登记',
    path: '/seals/register/losses',
    by: office,
    count: async (signal) => (await client.seals.losses.list(inStates('open'), { signal })).total
  },
  {
    title: '处理中的空白封条、文书遗失',
    what: '报告领导、报案、登报声明',
    button: '去登记',
    path: '/seals/blanks/losses',
    by: office,
    count: async (signal) => (await client.seals.blankLosses.list(inStates('open'), { signal })).total
  },
  {
    title: '没有办完的用印检查',
    what: '逐笔核对、形成结果、督促整改',
    button: '继续检查',
    path: '/seals/inspections',
    by: [...office, 'inspector'],
    count: async (signal) => (await client.seals.inspections.list(inStates('open', 'rectifying'), { signal })).total
  }
]
