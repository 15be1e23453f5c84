import { describe, expect, it } from 'vitest'
import { instantAt } from '@main/kernel/instant'
import { SEC_11, SEC_12, SEC_13, SEC_14, type ReviewFacts } from '@main/ledgers/confidential/rules/matters'
import { held } from '../../support/judged'

// The edges of media, publication, leaks and reviews by BC-17 一、四、五、七 and BC-18 三、六.
describe('SEC-11', () => {
  it('registers a medium of a class, in use by now', () => {
    const registered = (internal: boolean, future: boolean) => held(SEC_11.on({ about: 'register', internal, future }))
    expect(registered(false, false)).toEqual([])
    expect(registered(true, false)).toEqual(['BLOCK 涉密介质须定为绝密、机密或秘密'])
    expect(registered(false, true)).toEqual(['BLOCK 启用日期不能晚于今天'])
  })

  it('is used by its holder, on a marked computer, for a purpose', () => {
    const used = (more: object) =>
      held(
        SEC_11.on({
          about: 'use',
          ended: false,
          holderName: '唐雨薇',
          byHolder: true,
          marked: true,
          purpose: '刻录',
          ...more
        })
      )
    expect(used({})).toEqual([])
    expect(used({ byHolder: false })).toEqual(['BLOCK 这件介质由唐雨薇专人使用，不得外借；换人使用的先办理移交'])
    expect(used({ marked: false })).toEqual(['BLOCK 涉密介质不得在普通计算机上读取，请在标明密级的涉密计算机上使用'])
    expect(used({ purpose: undefined })).toEqual(['NEED 用途'])
    expect(used({ ended: true, byHolder: false, purpose: undefined })).toEqual(['BLOCK 这件介质已停用'])
  })

  it('passes on with both signatures, and ends once, destroyed before two', () => {
    const handed = (fromSigned: boolean, toSigned: boolean, ended = false) =>
      held(SEC_11.on({ about: 'handOver', ended, fromSigned, toSigned }))
    expect(handed(true, true)).toEqual([])
    expect(handed(false, true)).toEqual(['NEED 移交人签字'])
    expect(handed(true, false)).toEqual(['NEED 接收人签字'])
    expect(handed(true, true, true)).toEqual(['BLOCK 这件介质已停用'])
    const over = (destroyed: boolean, supervisors: number, ended = false) =>
      held(SEC_11.on({ about: 'end', ended, destroyed, supervisors }))
    expect([over(false, 0), over(true, 2), over(true, 3)]).toEqual([[], [], []])
    expect(over(true, 1)).toEqual(['BLOCK 还缺1名监销人'])
    expect(over(true, 0)).toEqual(['BLOCK 还缺2名监销人'])
    expect(over(true, 2, true)).toEqual(['BLOCK 这件介质已停用'])
  })
})

describe('SEC-12', () => {
  it('asks for a review with what, where and by whom', () => {
    const asked = (more: object) =>
      held(SEC_12.on({ about: 'request', content: '执法通报', medium: '门户网站', publisher: '彭一帆', ...more }))
    expect(asked({})).toEqual([])
    expect(asked({ content: undefined })).toEqual(['NEED 拟公开内容'])
    expect(asked({ medium: undefined })).toEqual(['NEED 公开载体'])
    expect(asked({ publisher: undefined })).toEqual(['NEED 公开人'])
    expect(asked({ content: undefined, publisher: undefined })).toEqual(['NEED 拟公开内容、公开人'])
  })

  it('publishes once, when it passed, by whom it was said', () => {
    const published = (more: object) =>
      held(
        SEC_12.on({
          about: 'publish',
          approved: true,
          done: false,
          byPublisher: true,
          publisherName: '彭一帆',
          ...more
        })
      )
    expect(published({})).toEqual([])
    expect(published({ approved: false })).toEqual(['NEED 通过的保密审查'])
    expect(published({ done: true })).toEqual(['BLOCK 已经登记公开'])
    expect(published({ byPublisher: false })).toEqual(['BLOCK 由公开人彭一帆登记，谁公开谁负责'])
  })
})

describe('SEC-13', () => {
  it('opens with measures and course, of a moment by now', () => {
    const opened = (more: object) =>
      held(SEC_13.on({ about: 'open', measures: '封存', course: '核查发现', future: false, ...more }))
    expect(opened({})).toEqual([])
    expect(opened({ measures: undefined })).toEqual(['NEED 应急措施'])
    expect(opened({ course: undefined })).toEqual(['NEED 发现经过'])
    expect(opened({ future: true })).toEqual(['BLOCK 发现时间不能晚于现在'])
  })

  it('is reported once, to whom, between the discovery and now, late for a reason', () => {
    const reported = (more: object) =>
      held(
        SEC_13.on({
          about: 'report',
          done: false,
          to: '县保密局',
          future: false,
          early: false,
          late: false,
          lateReason: undefined,
          dueAt: instantAt('2026-05-20', '10:00'),
          ...more
        })
      )
    expect(reported({})).toEqual([])
    expect(reported({ done: true })).toEqual(['BLOCK 已经登记报告'])
    expect(reported({ to: undefined })).toEqual(['NEED 接报部门'])
    expect(reported({ future: true })).toEqual(['BLOCK 报告时间不能晚于现在'])
    expect(reported({ early: true })).toEqual(['BLOCK 报告时间不能早于发现时间'])
    expect(reported({ late: true })).toEqual(['NEED 逾期原因'])
    expect(reported({ late: true, lateReason: '断电' })).toEqual([])
  })

  it('goes on until it is closed: by report and conclusion, found again or not', () => {
    const event = (closed: boolean, text: string | undefined) => held(SEC_13.on({ about: 'event', closed, text }))
    expect(event(false, '询问')).toEqual([])
    expect(event(true, '询问')).toEqual(['BLOCK 事件已结案，不能再登记'])
    expect(event(false, undefined)).toEqual(['NEED 情况'])
    const found = (closed: boolean, carrierMissing: boolean) =>
      held(SEC_13.on({ about: 'found', closed, carrierMissing }))
    expect(found(false, true)).toEqual([])
    expect(found(true, true)).toEqual(['BLOCK 事件已结案，不能再登记'])
    expect(found(false, false)).toEqual(['BLOCK 这份载体没有缺失'])
    const closing = (more: object) =>
      held(SEC_13.on({ about: 'close', closed: false, reported: true, conclusion: '误归档', ...more }))
    expect(closing({})).toEqual([])
    expect(closing({ closed: true })).toEqual(['BLOCK 事件已结案'])
    expect(closing({ reported: false })).toEqual(['NEED 向保密工作部门的报告'])
    expect(closing({ conclusion: undefined })).toEqual(['NEED 查处结论'])
  })
})

describe('SEC-14', () => {
  const review: ReviewFacts = {
    kind: 'declassify',
    own: true,
    declassified: false,
    open: undefined,
    secrecy: 'secret',
    newSecrecy: undefined,
    newExpiresOn: undefined,
    expiresOn: '2026-12-31',
    notice: undefined,
    reason: '已公开',
    ceiling: []
  }
  const asked = (more: Partial<ReviewFacts>) => held(SEC_14.on({ ...review, ...more }))
  it.each([
    ['our own to be declassified', {}, []],
    ['one that is', { declassified: true }, ['BLOCK 文件已解密，不能再次审查']],
    ['内部', { secrecy: 'internal' }, ['BLOCK 内部文件不是国家秘密，没有保密期限']],
    ['one under review', { open: 'SC-1' }, ['BLOCK 审查SC-1还没有办结']],
    ['one without a reason', { reason: undefined }, ['NEED 审查理由']],
    ['an incoming one without notice', { own: false }, ['NEED 发文机关通知文号']],
    ['an incoming one by notice', { own: false, notice: '云办函3号' }, []],
    ['one to be extended to no day', { kind: 'extend' }, ['NEED 延长后的截止日期']],
    [
      'one to be extended to the day it ends',
      { kind: 'extend', newExpiresOn: '2026-12-31' },
      ['BLOCK 延长后的截止日期应晚于现在的截止日期']
    ],
    ['one to be extended by a day', { kind: 'extend', newExpiresOn: '2027-01-01' }, []],
    ['one to be extended whose end is not known', { kind: 'extend', newExpiresOn: '2020-01-01', expiresOn: null }, []],
    ['one to be changed to nothing', { kind: 'change' }, ['NEED 变更后的密级']],
    ['one to be changed to what it is', { kind: 'change', newSecrecy: 'secret' }, ['BLOCK 现在就是机密级']],
    ['one to be changed to 内部', { kind: 'change', newSecrecy: 'internal' }, ['BLOCK 不再是国家秘密的请选“解密”']],
    ['one to be changed', { kind: 'change', newSecrecy: 'confidential' }, []],
    ['one above its ceiling', { ceiling: [{ message: '超过上限', act: 'BLOCK' }] }, ['BLOCK 超过上限']]
  ] as const)('reviews %s', (_, more, said) => {
    expect(asked(more)).toEqual(said)
  })
})
