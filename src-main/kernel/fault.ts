import type { FaultType, Finding, InputIssue } from '../contract/faults'
import { faults } from '../contract/faults'

/** A refusal that reaches the user: one of the closed union of faults, with its data. */
export class Fault extends Error {
  constructor(
    readonly type: FaultType,
    readonly data: Record<string, unknown>,
    message: string = faults[type].message
  ) {
    super(message)
    this.name = 'Fault'
  }
}

/** The act is held by rules; the message is that of the first finding. */
export function refused(findings: readonly Finding[]): Fault {
  const first = findings[0]
  return new Fault(
    'refused',
    { findings: [...findings] },
    first ? `${first.message}（${first.rule}，${first.source}）` : undefined
  )
}

/** What was filled in is wrong, field by field. */
export function invalid(issues: readonly InputIssue[]): Fault {
  return new Fault('invalid', { issues: [...issues] }, issues[0]?.message)
}

/** The caller lacks the post for this; `needs` names the posts that have it. */
export function forbidden(message?: string, needs: readonly string[] = []): Fault {
  return new Fault('forbidden', { needs: [...needs] }, message)
}

/** Nothing of that kind is there; `what` is the Chinese name of what was looked for. */
export function notFound(what: string): Fault {
  return new Fault('notFound', { what }, `没有找到${what}`)
}

/** Someone else changed it first; `what` is the Chinese name of the record. */
export function conflict(what: string): Fault {
  return new Fault('conflict', { what }, `${what}刚被别人修改过，请刷新后重试`)
}

/** The record is as the caller saw it, and in its present state this cannot be done. */
export function notNow(what: string): Fault {
  return new Fault('conflict', { what }, `${what}在现在的状态下不能这样办，请刷新查看`)
}

/** Nothing is done while the computer's date is doubted; what it shows and what it should show in the bureau's time. */
export function clockDoubted(shown: string, expected: string): Fault {
  return forbidden(
    `电脑时间现在是${shown}，按此前的记录应是${expected}前后，为免记错时间暂停办理（SYS-03）。` +
      '请校准电脑时间后再试；时间确实没有错的，请系统管理员或办公室主任会同另一职责的人确认'
  )
}

/** There is no room left to write: nothing of the act was saved, and it can be done again once there is. */
export function diskFull(): Fault {
  return new Fault('unexpected', { reference: 'DISK-FULL' }, '磁盘空间不足，本次操作没有保存。请清理磁盘后重试')
}

/**
 * The server the data is on does not answer. The window keeps what was typed and reads again by itself; an act is never
 * sent twice, for it may have got through.
 */
export function storageGone(): Fault {
  return new Fault(
    'unexpected',
    { reference: 'STORAGE' },
    '台账服务器连不上，请检查网络或服务器；已填写的内容仍在。连上后页面自动刷新，刚提交的请先核对是否办成，没有办成再提交'
  )
}
