import { formatMoney, formatMonth } from '../../../contract/display'
import type { LocalMonth } from '../../../kernel/localDate'
import { source } from '../../../kernel/rules/regulation'
import { defineRule } from '../../../kernel/rules/rule'

/** AST-18: by month, in order, never twice, never into a closed month, never beyond the original value. Cents. */
export const AST_18 = defineRule<
  | {
      readonly of: 'run'
      readonly month: LocalMonth
      readonly thisMonth: LocalMonth
      readonly lastRun: LocalMonth | undefined
      readonly nothing: boolean
    }
  | {
      readonly of: 'lock'
      readonly month: LocalMonth
      readonly thisMonth: LocalMonth
      readonly locked: boolean
      readonly unsettled: number
    }
  | {
      readonly of: 'date'
      readonly month: LocalMonth
      readonly closedUntil: LocalMonth | undefined
      readonly what: string
    }
  | {
      readonly of: 'life'
      readonly lifeMonths: number | null
      readonly years: number | 'none' | undefined
      readonly nominal: boolean
      readonly name: string
    }
  | {
      readonly of: 'value'
      readonly originalCents: number
      readonly accumulatedCents: number
      readonly monthsLeft: number
      readonly unsettled: boolean
      readonly what: string
    }
  | {
      readonly of: 'opening'
      readonly originalCents: number
      readonly openingCents: number | null
      readonly name: string
    }
  | {
      readonly of: 'settle'
      readonly unsettled: boolean
      readonly monthsLeft: number
      readonly how: 'once' | 'spread'
      readonly name: string
    }
>({
  id: 'AST-18',
  act: 'LOG',
  title: '固定资产按月直线折旧，入账当月开始，下账当月停止，不留残值，不超过原值；已结账的月份不再变动',
  sources: [source('ACCOUNTING-3', '第十八条')],
  check: (facts) => {
    const block = (message: string, field?: string) => ({ message, act: 'BLOCK' as const, ...(field ? { field } : {}) })
    switch (facts.of) {
      case 'run': {
        const { month, thisMonth, lastRun, nothing } = facts
        if (month > thisMonth) return block(`${formatMonth(month)}还没有到，不能计提`, 'month')
        if (lastRun !== undefined && month < lastRun)
          return block(`已计提到${formatMonth(lastRun)}，以前月份漏提的随本月补提`, 'month')
        return nothing && block(`${formatMonth(month)}没有应提未提的折旧，不重复计提`, 'month')
      }
      case 'lock': {
        const { month, thisMonth, locked, unsettled } = facts
        if (locked) return block(`${formatMonth(month)}已结账`)
        if (month >= thisMonth) return block(`${formatMonth(month)}还没有过完，月末后才能结账`)
        return unsettled > 0 && { message: `还有${unsettled}件期初折旧偏差没有处理，没有计入`, act: 'WARN' as const }
      }
      case 'date': {
        const { month, closedUntil, what } = facts
        return (
          closedUntil !== undefined &&
          month <= closedUntil &&
          block(`${formatMonth(month)}的折旧已结账，${what}请用以后月份的日期`, 'enteredOn')
        )
      }
      case 'life': {
        const { lifeMonths, years, nominal, name } = facts
        if (nominal || years === 'none')
          return (
            lifeMonths !== null &&
            block(`“${name}”${nominal ? '以名义金额入账' : '属于不提折旧的类别'}，不填折旧年限`, 'lifeYears')
          )
        if (lifeMonths === null)
          return {
            message: `请填写“${name}”的折旧年限`,
            missing: ['折旧年限'],
            act: 'NEED' as const,
            field: 'lifeYears'
          }
        return (
          years !== undefined &&
          lifeMonths < years * 12 && {
            message: `“${name}”这一类折旧年限不低于${years}年`,
            act: 'WARN' as const,
            field: 'lifeYears'
          }
        )
      }
      case 'value': {
        const { originalCents, accumulatedCents, monthsLeft, unsettled, what } = facts
        if (unsettled)
          return {
            message: `期初折旧偏差还没有处理，先处理再办${what}`,
            missing: ['期初折旧处理'],
            act: 'NEED' as const
          }
        if (originalCents < accumulatedCents)
          return block(
            `${what}后原值${formatMoney(originalCents)}元低于累计折旧${formatMoney(accumulatedCents)}元`,
            'amountCents'
          )
        return (
          originalCents > accumulatedCents &&
          monthsLeft <= 0 && {
            message: `折旧年限已满，${what}后须重新确定尚可使用的月数`,
            missing: ['尚可使用月数'],
            act: 'NEED' as const,
            field: 'monthsLeft'
          }
        )
      }
      case 'opening': {
        const { originalCents, openingCents, name } = facts
        return (
          openingCents !== null && openingCents > originalCents && block(`“${name}”累计折旧超过原值`, 'openingCents')
        )
      }
      default: {
        const { unsettled, monthsLeft, how, name } = facts
        if (!unsettled) return block(`“${name}”没有待处理的期初偏差`)
        return how === 'spread' && monthsLeft <= 0 && block(`“${name}”折旧年限已满，没有剩余月份可分摊，请一次处理`)
      }
    }
  }
})
