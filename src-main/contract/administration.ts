import { z } from 'zod'
import { command, commandInput, output, query } from './base'
import type { Fields } from './fields'
import type { ChainId } from './ledgers'
import { listInput, type Page } from './lists'
import type { SessionState } from './session'
import { attachmentId, id, signature, text } from './values'

export interface RuleRow {
  readonly id: string
  readonly act: 'BLOCK' | 'NEED' | 'WARN' | 'CLOCK' | 'LOG'
  readonly title: string
  readonly source: string
  /** The bureau's own text lacks it; another's is applied (参照). */
  readonly reference: boolean
  readonly state: 'on' | 'warn' | 'off'
  readonly parameters: readonly {
    readonly name: string
    readonly label: string
    readonly unit: string | null
    readonly value: number | string
    readonly fallback: number | string
  }[]
  /** Changes asked for and not yet approved by the office director and the head. */
  readonly pending: readonly {
    readonly approvalId: string
    readonly number: string
    /** What would change, in words. */
    readonly change: string
    readonly applicantName: string
    readonly at: string
    readonly state: string
  }[]
}

export interface ExceptionRow {
  readonly id: string
  readonly at: string
  readonly ledger: string
  readonly subjectNumber: string | null
  readonly rule: string
  readonly message: string
  readonly source: string
  readonly reason: string
  readonly actorName: string
}

export const exceptionFields = {
  at: { label: '时间', kind: 'instant', width: 16 },
  ledger: { label: '台账', kind: 'text', width: 10 },
  subjectNumber: { label: '单号', kind: 'code', width: 16 },
  rule: { label: '规则', kind: 'code', width: 9 },
  message: { label: '情况', kind: 'longText', width: 30 },
  source: { label: '依据', kind: 'text', width: 24 },
  reason: { label: '理由', kind: 'longText', width: 24 },
  actorName: { label: '经办人', kind: 'text', width: 9 }
} as const satisfies Fields<Omit<ExceptionRow, 'id'>>

export interface AuditRow {
  readonly id: string
  readonly chain: string
  readonly seq: number
  readonly at: string
  readonly actorName: string
  readonly capacity: string
  readonly act: string
  readonly subjectNumber: string | null
  readonly hash: string
}

export const auditFields = {
  chain: { label: '台账', kind: 'text', width: 12 },
  seq: { label: '序', kind: 'integer', width: 7 },
  at: { label: '时间', kind: 'instant', width: 16 },
  actorName: { label: '操作人', kind: 'text', width: 9 },
  capacity: { label: '身份', kind: 'text', width: 18 },
  act: { label: '操作', kind: 'text', width: 18 },
  subjectNumber: { label: '单号', kind: 'code', width: 16 },
  hash: { label: '校验码', kind: 'code', width: 20 }
} as const satisfies Fields<Omit<AuditRow, 'id'>>

/** Field names and values of one change, in words, before and after. */
export interface AuditDetail extends AuditRow {
  readonly changes: readonly {
    readonly table: string
    readonly field: string
    readonly before: string
    readonly after: string
  }[]
  readonly entries: number
  readonly accepted: readonly {
    readonly rule: string
    readonly message: string
    readonly source: string
    readonly reason: string
  }[]
  readonly previousHash: string
}

/**
 * Where a printed head is in today's chain: its last entry; an entry others have followed; not there, because the chain
 * is shorter now; not there, because that entry is another one now.
 */
export type HeadStanding = 'same' | 'grown' | 'cut' | 'rewritten'

/** One head of a print, held against today's chain. */
export interface PrintedHead {
  readonly ledger: ChainId
  /** Number of the entry the print names, and how many entries there are now. */
  readonly length: number
  readonly now: number
  readonly standing: HeadStanding
}

/** What became of a printed head since, in words. */
export function headWords({ standing, length, now }: Pick<PrintedHead, 'standing' | 'length' | 'now'>): string {
  const words: Record<HeadStanding, string> = {
    same: `印的第${length}条就是现在的末条，校验值一致`,
    grown: `印的第${length}条还在，校验值一致，以后又增加了${now - length}条`,
    cut: `印的时候已有${length}条，现在只有${now}条：后面的记录被截去，或换成了旧的数据`,
    rewritten: `第${length}条的校验值与印的不符：历史被整体改写过`
  }
  return words[standing]
}

/** What became of the heads of a print since. */
export interface PrintedHeads {
  /** The print is of this bureau's data; where it is not, no head is compared. */
  readonly own: boolean
  readonly heads: readonly PrintedHead[]
  /** Whether the heads of ledgers the asker is not to know of are all still there; null where the print names none. */
  readonly others: boolean | null
}

export type VerifyReport =
  | {
      readonly ok: true
      readonly entries: number
      readonly chains: readonly { readonly ledger: string; readonly length: number; readonly head: string }[]
      /** What weakens the proof though nothing is wrong, in words: the role of a server that owns the tables. */
      readonly remark?: string | undefined
      /** Where a QR of printed heads was given: each of them, in today's chains. */
      readonly printed?: readonly PrintedHead[] | undefined
    }
  | {
      readonly ok: false
      readonly firstBad: { readonly ledger: string; readonly number: string; readonly why: string }
    }

/** None was ever needed; the right one is there; the one needed is missing; another is there instead. */
export type FieldKeyStanding = 'none' | 'fits' | 'missing' | 'other'

export interface FieldKeyState {
  readonly standing: FieldKeyStanding
  /** Tells one key from another; it stands on the exported file. */
  readonly check: string | null
  /** When this key was last exported; null means that its loss would be the loss of what it encrypts. */
  readonly exportedAt: string | null
}

/** A disk or share the backups are taken to. */
export interface BackupTarget {
  readonly path: string
  /** When a backup was last taken there and found whole. */
  readonly lastAt: string | null
  /** Why the last attempt failed. */
  readonly fault: string | null
}

const passphrase = z.string().min(12, '口令至少12个字').max(200)

export const administration = {
  rules: query('signedIn').output(output<readonly RuleRow[]>()),
  /**
   * Lowers, raises or switches off a rule. Raising takes effect at once; anything else is a request the office director
   * and the head approve first, whose number is answered. Taking effect leaves an audit entry and a line in the
   * exceptions report.
   */
  setRuleState: command(['administrator'])
    .input(commandInput({ rule: text('规则', 10), state: z.enum(['on', 'warn', 'off']), basis: text('调整依据') }))
    .output(output<{ rule: string; request: string | null }>()),
  /** Asks for another value of a parameter; in force once the office director and the head approved it. */
  setParameter: command(['administrator'])
    .input(
      commandInput({
        rule: text('规则', 10),
        name: text('参数', 40),
        value: z.union([z.number(), z.string().max(100)]),
        basis: text('调整依据')
      })
    )
    .output(output<{ rule: string; request: string }>()),
  exceptions: query([
    'administrator',
    'officeDirector',
    'head',
    'leader',
    'matterLeader',
    'inspector',
    'financeHead',
    'finance'
  ])
    .input(listInput)
    .output(output<Page<ExceptionRow>>()),
  audit: query(['administrator', 'inspector', 'head', 'officeDirector'])
    .input(listInput)
    .output(output<Page<AuditRow>>()),
  /** What was read: files, papers as shown, this log itself. */
  readings: query(['administrator', 'inspector', 'head', 'officeDirector'])
    .input(listInput)
    .output(output<Page<AuditRow>>()),
  auditDetail: query(['administrator', 'inspector', 'head', 'officeDirector'])
    .input(z.strictObject({ id: id('记录') }))
    .output(output<AuditDetail>()),
  verify: query(['administrator', 'inspector', 'head', 'officeDirector']).output(output<VerifyReport>()),
  /** Holds the QR of printed heads (导出说明), as scanned, against today's chains. */
  printedHeads: query(['administrator', 'inspector', 'head', 'officeDirector'])
    .input(z.strictObject({ code: text('二维码', 2000) }))
    .output(output<PrintedHeads>()),
  calendarYears: query('signedIn').output(output<readonly { readonly year: number; readonly days: number }[]>()),
  /** Loads a holiday calendar file (csv as published, converted by the office). */
  importCalendar: command(['administrator', 'officeDirector'])
    .input(commandInput({ attachmentId }))
    .output(output<{ years: readonly number[]; days: number }>()),
  /** Two people of different offices confirm that the computer's date, which is doubted, is right (SYS-03). */
  confirmClock: command(['administrator', 'officeDirector'])
    .input(commandInput({ second: signature.optional() }))
    .output(output<SessionState>()),
  backups: query(['administrator']).output(
    output<
      readonly {
        readonly name: string
        readonly at: string
        readonly bytes: number
        readonly kind: string
        readonly verified: boolean
        /** Why it could not be proven whole when it was made. */
        readonly why: string | null
      }[]
    >()
  ),
  backup: command(['administrator']).input(commandInput({})).output(output<{ name: string }>()),
  /** The second place of the backups, off the machine; null where none is named. */
  backupTarget: query(['administrator']).output(output<BackupTarget | null>()),
  setBackupTarget: command(['administrator'])
    .input(commandInput({ path: text('文件夹', 260) }))
    .output(output<BackupTarget | null>()),
  restore: command(['administrator'])
    .input(commandInput({ name: text('备份', 100) }))
    .output(output<{ restored: boolean; key: FieldKeyStanding }>()),
  /** How the key of encrypted fields stands to the data; no backup holds it. */
  fieldKey: query(['administrator']).output(output<FieldKeyState>()),
  /** The key sealed under a passphrase, as a file. */
  exportFieldKey: command(['administrator']).input(commandInput({ passphrase })).output(output<File>()),
  /** Supplies the key to data restored without it. */
  importFieldKey: command(['administrator'])
    .input(commandInput({ file: z.file('请选择密钥文件'), passphrase }))
    .output(output<{ check: string }>())
}
