import type { ListFilter } from '@contract'
import { client } from '../../../api/client'
import { inStates, type Step } from '../../../ledger-kit'

const by = ['confidentialityOfficer'] as const
const only = (...filters: ListFilter[]) => ({ filters, limit: 1 })

/** The steps of the officer's work at which something waits. Nobody else is told a number. */
export const steps: readonly Step[] = [
  {
    title: '在阅件人处的载体',
    what: '当日收回，清点页数',
    button: '去收回',
    path: '/confidential/counter',
    by,
    count: async (signal) =>
      (
        await client.confidential.carriers.list(only({ field: 'state', op: 'in', value: ['reader', 'out'] }), {
          signal
        })
      ).total
  },
  {
    title: '没有移交的代签收和带回',
    what: '经手人签字移交',
    button: '去接收',
    path: '/confidential/files/deliveries',
    by,
    count: async (signal) =>
      (await client.confidential.deliveries.list(only({ field: 'handedOverAt', op: 'empty' }), { signal })).total
  },
  {
    title: '已批准待办的复印',
    what: '安排复印，加盖复制戳记',
    button: '去登记',
    path: '/confidential/carriers/copies',
    by,
    count: async (signal) => (await client.confidential.copies.list(inStates('approved'), { signal })).total
  },
  {
    title: '已批准待办的清册',
    what: '凭回执销号，或二人监销',
    button: '去办理',
    path: '/confidential/endings',
    by,
    count: async (signal) => (await client.confidential.endings.list(inStates('approved'), { signal })).total
  },
  {
    title: '没有收到回执的发文',
    what: '催收并登记回执',
    button: '去登记',
    path: '/confidential/endings/dispatches',
    by,
    count: async (signal) => (await client.confidential.dispatches.list(inStates('sent'), { signal })).total
  },
  {
    title: '没有结案的事件',
    what: '报告保密工作部门，记明查处',
    button: '去处理',
    path: '/confidential/checks/incidents',
    by,
    count: async (signal) => (await client.confidential.incidents.list(inStates('open'), { signal })).total
  }
]
