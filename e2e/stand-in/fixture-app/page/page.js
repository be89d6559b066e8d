const heading = document.querySelector('h1');
const heard = document.querySelector('#heard');

window.fixture.onHeard((text) => {
  heard.textContent = text;
});
heading.textContent = `Hello, ${await window.fixture.echo('world')}`;
