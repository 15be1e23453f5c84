import { source } from './regulation'
import { defineRule, type AnyRule } from './rule'

/** SYS-01: who is signed in, for how long, and with which secrets. */
export const SYS_01 = defineRule<
  never,
  {
    sessionsPerPerson: { label: string; unit: string; fallback: number }
    idleMinutes: { label: string; unit: string; fallback: number }
    codeHours: { label: string; unit: string; fallback: number }
    passwordMonths: { label: string; unit: string; fallback: number }
    formerPasswords: { label: string; unit: string; fallback: number }
  }
>({
  id: 'SYS-01',
  act: 'LOG',
  title: '登录须本人，限定同时登录数和闲置时间',
  sources: [source('DJBH', '身份鉴别')],
  parameters: {
    sessionsPerPerson: { label: '每人同时登录的窗口', unit: '个', fallback: 3 },
    idleMinutes: { label: '闲置后自动退出', unit: '分钟', fallback: 60 },
    codeHours: { label: '一次性口令的有效时间', unit: '小时', fallback: 72 },
    passwordMonths: { label: '密码最长使用（0为不限）', unit: '个月', fallback: 0 },
    formerPasswords: { label: '不得重复使用的最近密码', unit: '个', fallback: 5 }
  }
})

/** SYS-02: a copy of everything is kept off the machine, and is not old. */
export const SYS_02 = defineRule<never, { offMachineDays: { label: string; unit: string; fallback: number } }>({
  id: 'SYS-02',
  act: 'CLOCK',
  title: '数据在本机以外另有备份，且不过旧',
  sources: [source('DJBH', '数据备份恢复')],
  parameters: { offMachineDays: { label: '本机以外备份的最长间隔', unit: '日', fallback: 7 } }
})

/** SYS-03: the computer's date agrees with the time that passed; acts wait until it does or two people confirm it. */
export const SYS_03 = defineRule<
  never,
  {
    backMinutes: { label: string; unit: string; fallback: number }
    aheadDays: { label: string; unit: string; fallback: number }
  }
>({
  id: 'SYS-03',
  act: 'BLOCK',
  title: '电脑时间突然变动的，查明或由两人确认后再办理',
  sources: [source('DJBH', '安全审计')],
  parameters: {
    backMinutes: { label: '向后变动的限度', unit: '分钟', fallback: 10 },
    aheadDays: { label: '向前变动的限度', unit: '日', fallback: 1 }
  }
})

/** What keeps the system itself safe. */
export const systemRules: readonly AnyRule[] = [SYS_01, SYS_02, SYS_03]
