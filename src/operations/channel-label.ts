const channels = ['directline', 'msteams', 'webchat', 'slack', 'telegram', 'email', 'sms', 'emulator']

/** A channel's name comes with the request: what is not on the list may be anything, and is written down as "other". */
export const channelLabel = (channel: string): string => (channels.includes(channel) ? channel : 'other')
