import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { foundDemoBureau } from '../demo/bureau'
import { permitting, translatingFaults, type CallContext } from '../procedure'
import { foundBureau } from './founding'
import { changePassword, setOwnSecrets, setPin } from './ownSecrets'
import { signIn, switchUser, unlock } from './signIn'
import { endOwnSession, mustBelong, ownSessions } from './standing'
import { sessionState } from './state'

const os = implement(contract.session).$context<CallContext>().use(translatingFaults).use(permitting)

const stateOf = ({ house, sessionId }: CallContext, id = sessionId) => sessionState(house, id)

export const sessionRouter = os.router({
  state: os.state.handler(({ context }) => stateOf(context)),
  found: os.found.handler(async ({ context, input }) => {
    await foundBureau(context.house, input)
    return stateOf(context, await signIn(context, input))
  }),
  foundDemo: os.foundDemo.handler(async ({ context }) => {
    await foundDemoBureau(context.house)
    return stateOf(context)
  }),
  signIn: os.signIn.handler(async ({ context, input }) => stateOf(context, await signIn(context, input))),
  switchUser: os.switchUser.handler(async ({ context, input }) => stateOf(context, await switchUser(context, input))),
  sessions: os.sessions.handler(({ context }) => ownSessions(context)),
  endSession: os.endSession.handler(({ context, input }) => {
    endOwnSession(context, input.id)
    return ownSessions(context)
  }),
  lock: os.lock.handler(({ context }) => {
    const session = context.house.sessions.get(context.sessionId)
    if (session) session.locked = true
    return stateOf(context)
  }),
  unlock: os.unlock.handler(async ({ context, input }) => {
    await unlock(context, input)
    return stateOf(context)
  }),
  signOut: os.signOut.handler(({ context }) => {
    const session = context.house.sessions.get(context.sessionId)
    if (session) mustBelong(context, session)
    context.house.sessions.end(context.sessionId, 'signedOut')
    return stateOf(context)
  }),
  changePassword: os.changePassword.handler(async ({ context, input }) => {
    await changePassword(context, input)
    return stateOf(context)
  }),
  setOwnSecrets: os.setOwnSecrets.handler(async ({ context, input }) => {
    await setOwnSecrets(context, input)
    return stateOf(context)
  }),
  setPin: os.setPin.handler(async ({ context, input }) => {
    await setPin(context, input)
    return stateOf(context)
  })
})
