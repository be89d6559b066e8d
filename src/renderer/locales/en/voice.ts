/** Recording and playing voice messages. */
export const voice = {
  message: 'Voice message',
  recording: 'Recording…',
  cancel: 'Throw away',
  send: 'Send voice message',
  play: 'Play',
  pause: 'Pause',
  speed: (rate: number) => `Speed ${rate}×`,
  position: 'Position',
  level: 'Microphone level',
  notHere: 'Recording needs a secure connection. In the app it always works.',
  refused: 'The microphone is not allowed. Allow it in the settings of the system or the browser.',
  failed: 'The microphone could not be used.',
  tooShort: 'That was too short to send.',
};
