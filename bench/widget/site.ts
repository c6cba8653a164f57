import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const words = '<p>Some words of a clinic about its treatments and where it is.</p>'.repeat(40)
const html = (body: string) =>
  `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>A clinic</title>
  <style>body { font: 1rem/1.5 sans-serif }</style><h1>A clinic</h1>${words}${body}`

/** A clinic's page on an origin of its own, with our tag, with Web Chat behind a button, or with neither. */
export async function serveSite(webChat: string | undefined) {
  const bundle = webChat ? readFileSync(webChat) : null
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x')
    const clinic = searchParams.get('clinic')
    response.setHeader('content-type', pathname === '/webchat.js' ? 'text/javascript' : 'text/html; charset=utf-8')
    if (pathname === '/webchat.js') return response.end(bundle)
    if (pathname === '/widget') return response.end(html(`<script src="${clinic}/widget/loader.js" async></script>`))
    if (pathname === '/web-chat') return response.end(html(webChatButton(clinic)))
    response.end(html(''))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    address,
    plain: () => `${address}/`,
    withWidget: (clinic: string) => `${address}/widget?clinic=${clinic}`,
    withWebChat: (clinic: string) => `${address}/web-chat?clinic=${clinic}`,
    close: () => server.close()
  }
}

/** Loaded on the tap, like ours, so that both pay for the same thing. */
const webChatButton = (clinic: string | null) => `
  <button class="launcher" style="position:fixed;right:16px;bottom:80px;padding:16px">Ask a question</button>
  <div id="chat" style="position:fixed;inset:0 0 30% 0;background:#fff" hidden></div>
  <script>
    document.querySelector('.launcher').onclick = () => {
      const script = document.createElement('script')
      script.src = '/webchat.js'
      script.onload = async () => {
        const { token } = await (await fetch('${clinic}/token', { method: 'POST' })).json()
        const directLine = WebChat.createDirectLine({ token, domain: '${clinic}/v3/directline' })
        document.querySelector('#chat').hidden = false
        WebChat.renderWebChat({ directLine }, document.querySelector('#chat'))
      }
      document.head.append(script)
    }
  </script>`
