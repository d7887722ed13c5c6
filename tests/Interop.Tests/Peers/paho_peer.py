"""A Paho client that does one thing and reports it, a line an event: what the interop tests start as a peer.

subscribe  connects, subscribes, prints READY, prints a line for each message, leaves after --count messages
publish    connects, publishes --count messages and waits until each is acknowledged, leaves
join       connects, subscribes, prints READY and leaves: a session that waits
vanish     connects with a will and dies without DISCONNECT
"""
import argparse
import os
import sys
import threading

import paho.mqtt.client as mqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

parser = argparse.ArgumentParser()
parser.add_argument("role", choices=["subscribe", "publish", "join", "vanish"])
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--version", choices=["3.1.1", "5.0"], required=True)
parser.add_argument("--id", required=True)
parser.add_argument("--topic", required=True)
parser.add_argument("--qos", type=int, default=0)
parser.add_argument("--count", type=int, default=1)
parser.add_argument("--retain", action="store_true")
parser.add_argument("--keep-session", action="store_true")
parser.add_argument("--timeout", type=float, default=20)
options = parser.parse_args()

modern = options.version == "5.0"
protocol = mqtt.MQTTv5 if modern else mqtt.MQTTv311
arguments = {} if modern else {"clean_session": not options.keep_session}
try:
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION1, client_id=options.id, protocol=protocol, **arguments)
except AttributeError:
    client = mqtt.Client(client_id=options.id, protocol=protocol, **arguments)

ready = threading.Event()
done = threading.Event()
left = options.count


def say(line):
    print(line, flush=True)


def on_connect(client, userdata, flags, code, properties=None):
    say(f"CONNECTED {int(getattr(code, 'value', code))} present={flags['session present']}")
    if options.role in ("subscribe", "join"):
        client.subscribe(options.topic, qos=options.qos)
    else:
        ready.set()


def on_subscribe(client, userdata, identifier, granted, properties=None):
    say("READY " + " ".join(str(getattr(code, "value", code)) for code in granted))
    ready.set()


def on_message(client, userdata, message):
    global left
    say(f"MESSAGE {message.topic} {message.payload.decode()} qos={message.qos} retain={int(message.retain)}")
    left -= 1
    if left == 0:
        done.set()


client.on_connect = on_connect
client.on_subscribe = on_subscribe
client.on_message = on_message
if options.role == "vanish":
    client.will_set(options.topic, "gone", qos=options.qos, retain=options.retain)
if modern:
    properties = Properties(PacketTypes.CONNECT)
    if options.keep_session:
        properties.SessionExpiryInterval = 3600
    client.connect("127.0.0.1", options.port, keepalive=30, clean_start=not options.keep_session, properties=properties)
else:
    client.connect("127.0.0.1", options.port, keepalive=30)
client.loop_start()
if not ready.wait(options.timeout):
    sys.exit("the broker did not answer in time")

if options.role == "vanish":
    os._exit(0)
if options.role == "publish":
    for number in range(options.count):
        client.publish(options.topic, f"message {number}", qos=options.qos, retain=options.retain) \
            .wait_for_publish(options.timeout)
    say("PUBLISHED")
if options.role == "subscribe" and not done.wait(options.timeout):
    sys.exit(f"{left} of {options.count} messages are missing")
client.disconnect()
client.loop_stop()
