import { expect, test } from './launch-fixture.ts';

const FAKE_MEDIA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

test('connects peers on loopback and carries sound', async ({ launch }) => {
  const { page } = await launch({ args: FAKE_MEDIA });
  const received = page.evaluate(async () => {
    const [caller, callee] = [new RTCPeerConnection(), new RTCPeerConnection()];
    caller.onicecandidate = ({ candidate }) => void callee.addIceCandidate(candidate ?? undefined);
    callee.onicecandidate = ({ candidate }) => void caller.addIceCandidate(candidate ?? undefined);
    const track = new Promise<string>((resolve) => {
      callee.ontrack = (event) => resolve(event.track.kind);
    });
    const connected = new Promise<void>((resolve) => {
      callee.onconnectionstatechange = () => callee.connectionState === 'connected' && resolve();
    });
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const own of stream.getTracks()) caller.addTrack(own, stream);
    await caller.setLocalDescription();
    await callee.setRemoteDescription(caller.localDescription as RTCSessionDescription);
    await callee.setLocalDescription();
    await caller.setRemoteDescription(callee.localDescription as RTCSessionDescription);
    await connected;
    return track;
  });
  expect(await received).toBe('audio');
});

test('shares a screen when the app hands out a source', async ({ launch }) => {
  const { app, page } = await launch({ args: FAKE_MEDIA });
  const shareScreen = () =>
    page.evaluate(() =>
      navigator.mediaDevices.getDisplayMedia({ video: true }).then(
        (stream) => stream.getVideoTracks().length,
        (error: Error) => error.name,
      ),
    );
  expect(await shareScreen()).toBe('NotAllowedError');
  await app.evaluate(({ desktopCapturer, session }) => {
    session.defaultSession.setDisplayMediaRequestHandler(async (_request, answer) => {
      const [source] = await desktopCapturer.getSources({ types: ['screen'] });
      if (source) answer({ video: source });
    });
  });
  await page.getByRole('heading').click(); // sharing needs a gesture
  expect(await shareScreen()).toBe(1);
});
