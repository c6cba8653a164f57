// The bare echo bot to compare with: restify, botbuilder, its own state in memory, as its samples have it. Port as argument.
import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConversationState,
  MemoryStorage
} from 'botbuilder'
import restify from 'restify'

const state = new ConversationState(new MemoryStorage())
const counter = state.createProperty<number>('count')
const bot = new ActivityHandler()
bot.onMessage(async (context, next) => {
  const count = ((await counter.get(context)) ?? 0) + 1
  await counter.set(context, count)
  await context.sendActivity(`${count}: ${context.activity.text}`)
  await next()
})
bot.onDialog(async (context, next) => {
  await state.saveChanges(context, false)
  await next()
})

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}))
const server = restify.createServer({ name: '' })
server.use(restify.plugins.bodyParser())
server.get('/readyz', (_, response, next) => {
  response.send(200, {})
  next()
})
server.post('/api/messages', async (request, response) => {
  await adapter.process(request as never, response as never, context => bot.run(context))
})
server.listen(Number(process.argv[2]), '127.0.0.1')
