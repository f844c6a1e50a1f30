package fetch_test

import (
	"net"
	"net/netip"
	"strings"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// nameServer answers A and AAAA questions on loopback; an empty pair means
// that there is no such name, and a may be several addresses between spaces.
// It returns its address.
func nameServer(t *testing.T, lookup func(name string) (a, aaaa string)) string {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	t.Cleanup(func() { _ = conn.Close(); <-done })
	go func() {
		defer close(done)
		buf := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			if reply := dnsReply(buf[:n], lookup); reply != nil {
				_, _ = conn.WriteTo(reply, from)
			}
		}
	}()
	return conn.LocalAddr().String()
}

func dnsReply(query []byte, lookup func(name string) (a, aaaa string)) []byte {
	var m dnsmessage.Message
	if err := m.Unpack(query); err != nil || len(m.Questions) != 1 {
		return nil
	}
	q := m.Questions[0]
	reply := dnsmessage.Message{
		Header:    dnsmessage.Header{ID: m.ID, Response: true, Authoritative: true, RecursionAvailable: true},
		Questions: m.Questions,
	}
	head := dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, TTL: 0}
	switch q.Type {
	case dnsmessage.TypeA:
		a, aaaa := lookup(q.Name.String())
		if a == "" && aaaa == "" {
			reply.RCode = dnsmessage.RCodeNameError
		}
		for part := range strings.FieldsSeq(a) {
			ip := netip.MustParseAddr(part)
			reply.Answers = append(reply.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: ip.As4()}})
		}
	case dnsmessage.TypeAAAA:
		if q.Name.String() == "two.example." {
			_, aaaa := lookup(q.Name.String())
			reply.Answers = append(reply.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AAAAResource{AAAA: netip.MustParseAddr(aaaa).As16()}})
		}
	}
	packed, err := reply.Pack()
	if err != nil {
		return nil
	}
	return packed
}
