/* The system of RelayModel for the model checker Spin: messages 1..N go over HOPS hops with QoS 1 or 2, while links are
   cut at any point. It is written from the tables of MQTT, not from our code, so that agreement means something.

     -DHOPS=1|2  -DN=messages  -DK=packet identifiers, which is also the Receive Maximum  -DC=packets in flight each way
     -DQOS=1|2   -DBUG=0..6    -DCUTS=n at most n cuts and the claim that everything ends well; without it any number

   Scratch variables are set back to 0 at the end of each atomic step, so that they add no states. */
#ifndef HOPS
#define HOPS 1
#endif
#ifndef N
#define N 3
#endif
#ifndef K
#define K 2
#endif
#ifndef C
#define C 2
#endif
#ifndef QOS
#define QOS 2
#endif
#ifndef BUG
#define BUG 0
#endif

#define FREE    0       /* no exchange has this identifier */
#define OFFERED 1       /* PUBLISH is out, PUBACK or PUBREC has not come */
#define OWNED   2       /* PUBREL is out, PUBCOMP has not come */
#define AT(link, slot) ((link) * K + (slot))

mtype = { publish, puback, pubrec, pubrel, pubcomp };

chan forth[HOPS] = [C] of { mtype, byte, byte };        /* packet, identifier, message */
chan back[HOPS]  = [C] of { mtype, byte };
chan waiting     = [N] of { byte };                     /* at the broker, between two hops */

byte stage[HOPS * K];       /* by identifier: FREE, OFFERED, OWNED */
byte content[HOPS * K];     /* by identifier: the message, as long as it must be kept */
byte order[HOPS * K];       /* identifiers in flight, by first sending */
byte inflight[HOPS];        /* how many those are */
byte sent[HOPS];            /* how many of them went out on this connection */
bit  taken[HOPS * K];       /* receiver: PUBLISH came, PUBREL did not */
byte fresh = 1;             /* the next message of the publisher */
byte delivered;             /* all messages up to this one are with the application */
#ifdef CUTS
byte cuts;
#endif

inline finish(link, identifier) {
  at = 0;
  do
  :: at < inflight[link] && order[AT(link, at)] != identifier -> at++
  :: else -> break
  od;
  if
  :: at < sent[link] -> sent[link]--
  :: else -> skip
  fi;
  do
  :: at + 1 < inflight[link] -> order[AT(link, at)] = order[AT(link, at + 1)]; at++
  :: else -> break
  od;
  inflight[link]--;
  order[AT(link, inflight[link])] = 0;
  stage[AT(link, identifier)] = FREE;
  at = 0
}

inline hand_on(link, message) {
  if
  :: link < HOPS - 1 -> waiting ! message
  :: else ->
    if
    :: QOS == 2 -> assert(message == delivered + 1); delivered = message
    :: else ->
      assert(message <= delivered + 1);
      if
      :: message == delivered + 1 -> delivered = message
      :: else -> skip
      fi
    fi
  fi
}

proctype Sender(byte link) {
  byte id, m, at;
  mtype p;
end:
  do
  :: atomic { sent[link] < inflight[link] && nfull(forth[link]) ->      /* go on after a reconnection, oldest first */
      at = (BUG == 4 -> inflight[link] - 1 - sent[link] : sent[link]);
      id = order[AT(link, at)];
      sent[link]++;
      if
      :: stage[AT(link, id)] == OFFERED || BUG == 1 -> forth[link] ! publish, id, content[AT(link, id)]
      :: else -> forth[link] ! pubrel, id, 0
      fi;
      id = 0; at = 0 }
  :: atomic { sent[link] == inflight[link] && inflight[link] < K && nfull(forth[link]) &&
              ((link == 0 && fresh <= N) || (link > 0 && nempty(waiting))) ->           /* a new message */
      do
      :: stage[AT(link, id)] != FREE -> id++
      :: else -> break
      od;
      if
      :: link == 0 -> m = fresh; fresh++
      :: else -> waiting ? m
      fi;
      stage[AT(link, id)] = OFFERED;
      content[AT(link, id)] = m;
      order[AT(link, inflight[link])] = id;
      inflight[link]++;
      sent[link] = inflight[link];
      forth[link] ! publish, id, m;
      id = 0; m = 0 }
  :: atomic { nempty(back[link]) && (nfull(forth[link]) || back[link] ? [puback, _] || back[link] ? [pubcomp, _]) ->
      back[link] ? p, id;
      if
      :: p == puback && stage[AT(link, id)] == OFFERED -> content[AT(link, id)] = 0; finish(link, id)
      :: p == pubcomp && stage[AT(link, id)] == OWNED -> content[AT(link, id)] = 0; finish(link, id)
      :: p == pubrec && stage[AT(link, id)] != FREE ->
        if
        :: BUG != 1 -> content[AT(link, id)] = 0
        :: else -> skip
        fi;
        stage[AT(link, id)] = OWNED;
        if
        :: BUG == 3 -> finish(link, id)
        :: else -> skip
        fi;
        forth[link] ! pubrel, id, 0
      :: else -> skip
      fi;
      id = 0; p = 0 }
  od
}

proctype Receiver(byte link) {
  byte id, m;
  mtype p;
end:
  do
  :: atomic { nempty(forth[link]) && nfull(back[link]) && (link == HOPS - 1 || nfull(waiting)) ->
      forth[link] ? p, id, m;
      if
      :: p == publish && QOS == 1 -> hand_on(link, m); back[link] ! puback, id
      :: p == publish && QOS == 2 ->
        if
        :: taken[AT(link, id)] -> skip
        :: else -> hand_on(link, m); taken[AT(link, id)] = (BUG != 2)
        fi;
        back[link] ! pubrec, id
      :: p == pubrel ->
        if
        :: taken[AT(link, id)] || BUG != 5 -> back[link] ! pubcomp, id
        :: else -> skip
        fi;
        taken[AT(link, id)] = 0
      fi;
      id = 0; m = 0; p = 0 }
  od
}

proctype Wire(byte link) {
  byte id, m;
  mtype p;
end:
  do
  :: atomic {
#ifdef CUTS
      cuts < CUTS && (inflight[link] > 0 || nempty(forth[link]) || nempty(back[link])) ->
      cuts++;
#else
      inflight[link] > 0 || nempty(forth[link]) || nempty(back[link]) ->
#endif
      do
      :: forth[link] ? p, id, m
      :: empty(forth[link]) -> break
      od;
      do
      :: back[link] ? p, id
      :: empty(back[link]) -> break
      od;
      id = 0; m = 0; p = 0;
      sent[link] = (BUG == 6 -> inflight[link] : 0) }
  od
}

init {
  atomic {
    byte link;
    do
    :: link < HOPS -> run Sender(link); run Receiver(link); run Wire(link); link++
    :: else -> break
    od;
    link = 0
  }
}

#ifdef CUTS
ltl ends_well { <> [] (delivered == N && inflight[0] == 0 && inflight[HOPS - 1] == 0) }
#endif
