//! A service that fails as it is told to, over real connections.

use std::{
    collections::VecDeque,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use acs_phone_numbers::{AccessKey, ClientOptions, PhoneNumbersClient};
use acs_sip_routing::SipRoutingClient;
use acs_tests::{Answer, Outcome};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpSocket, TcpStream},
    sync::Notify,
    task::JoinSet,
};

use crate::{
    clock::Clock,
    fault::Fault,
    request::{KEY, Request},
    service,
    stream::{Stream, Tls},
};

/// A service on a port of its own, for one test.
pub(crate) struct Server {
    shared: Arc<Shared>,
    address: SocketAddr,
}

/// What a service answers where nothing goes wrong.
type Service = Box<dyn Fn(&Request) -> Answer + Send + Sync>;

struct Shared {
    clock: Clock,
    tls: Option<Tls>,
    state: Mutex<State>,
    arrived: Notify,
    answer: Service,
}

struct State {
    /// What goes wrong with the next requests. Afterwards nothing does.
    faults: VecDeque<Fault>,
    /// What goes wrong with every request.
    always: Option<Fault>,
    arrivals: Vec<Arrival>,
    connections: usize,
    tasks: JoinSet<()>,
    broken: Option<io::Error>,
}

/// A request that came, and what became of it.
#[derive(Clone, Debug)]
pub(crate) struct Arrival {
    /// Nothing, if it was not read.
    pub(crate) request: Option<Request>,
    pub(crate) fault: Option<Fault>,
}

impl Arrival {
    /// Whether the service did what it was asked, or may have.
    pub(crate) fn is_carried_out(&self) -> bool {
        self.request.is_some() && !self.fault.is_some_and(Fault::has_no_effect)
    }
}

impl Server {
    /// A service that answers well, after `faults` have happened to as many requests. Only the first
    /// of them can be [`Fault::Refused`].
    pub(crate) fn start(
        clock: &Clock,
        faults: impl IntoIterator<Item = Fault>,
    ) -> io::Result<Self> {
        Self::answering(clock, faults, service::answer)
    }

    /// A service at which the same goes wrong with every request.
    pub(crate) fn always(clock: &Clock, fault: Fault) -> io::Result<Self> {
        Self::begin(
            clock,
            None,
            VecDeque::new(),
            Some(fault),
            Box::new(service::answer),
        )
    }

    /// The same with answers of one's own.
    pub(crate) fn answering(
        clock: &Clock,
        faults: impl IntoIterator<Item = Fault>,
        answer: impl Fn(&Request) -> Answer + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let faults = faults.into_iter().collect();
        Self::begin(clock, None, faults, None, Box::new(answer))
    }

    /// The same under TLS.
    pub(crate) fn under_tls(
        clock: &Clock,
        tls: &Tls,
        faults: impl IntoIterator<Item = Fault>,
        answer: impl Fn(&Request) -> Answer + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let faults = faults.into_iter().collect();
        Self::begin(clock, Some(tls.clone()), faults, None, Box::new(answer))
    }

    fn begin(
        clock: &Clock,
        tls: Option<Tls>,
        mut faults: VecDeque<Fault>,
        always: Option<Fault>,
        answer: Service,
    ) -> io::Result<Self> {
        // The port is taken from here on, but whoever connects to it before it listens is refused.
        let socket = TcpSocket::new_v4()?;
        socket.bind(([127, 0, 0, 1], 0).into())?;
        let address = socket.local_addr()?;
        let refuses = always == Some(Fault::Refused);
        let opens_later = faults.front() == Some(&Fault::Refused);
        if opens_later {
            faults.pop_front();
        }
        let shared = Arc::new(Shared {
            clock: clock.clone(),
            tls,
            state: Mutex::new(State {
                faults,
                always,
                arrivals: Vec::new(),
                connections: 0,
                tasks: JoinSet::new(),
                broken: None,
            }),
            arrived: Notify::new(),
            answer,
        });
        if refuses {
            shared.keep(socket);
        } else if opens_later {
            let later = Arc::clone(&shared);
            clock.on_next_wait(move || later.open(socket));
        } else {
            shared.open(socket);
        }
        Ok(Self { shared, address })
    }

    pub(crate) fn endpoint(&self) -> String {
        let scheme = if self.shared.tls.is_some() {
            "https"
        } else {
            "http"
        };
        format!("{scheme}://{}", self.address)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn clients(&self, options: &ClientOptions) -> Outcome<Clients> {
        let (endpoint, key) = (self.endpoint(), AccessKey::new(KEY)?);
        Ok(Clients {
            numbers: PhoneNumbersClient::new(&endpoint, key.clone(), Some(options.clone()))?,
            sip: SipRoutingClient::new(&endpoint, key, Some(options.clone()))?,
        })
    }

    /// What came, in its order.
    ///
    /// # Errors
    /// When the service itself broke.
    pub(crate) fn arrivals(&self) -> Outcome<Vec<Arrival>> {
        let mut state = self.shared.state();
        match state.broken.take() {
            Some(error) => Err(error.into()),
            None => Ok(state.arrivals.clone()),
        }
    }

    /// Waits for the first request.
    pub(crate) async fn first_arrival(&self) {
        self.shared.arrived.notified().await;
    }

    /// How many connections were made.
    pub(crate) fn connections(&self) -> usize {
        self.shared.state().connections
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.state().tasks.abort_all();
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a port from others without listening on it.
    fn keep(&self, socket: TcpSocket) {
        self.state().tasks.spawn(async move {
            let _kept = socket;
            std::future::pending::<()>().await;
        });
    }

    fn open(self: &Arc<Self>, socket: TcpSocket) {
        match socket.listen(64) {
            Ok(listener) => {
                let serving = Arc::clone(self).serve(listener);
                self.state().tasks.spawn(serving);
            }
            Err(error) => self.state().broken = Some(error),
        }
    }

    async fn serve(self: Arc<Self>, listener: TcpListener) {
        while let Ok((stream, _)) = listener.accept().await {
            let connection = Arc::clone(&self).attend(stream);
            let mut state = self.state();
            state.connections += 1;
            state.tasks.spawn(connection);
        }
    }

    async fn attend(self: Arc<Self>, stream: TcpStream) {
        let attended = match &self.tls {
            None => self.attend_to(stream).await,
            Some(tls) => match tls.accept(stream).await {
                Ok(stream) => self.attend_to(stream).await,
                Err(error) => Err(error),
            },
        };
        if let Err(error) = attended {
            self.state().broken = Some(error);
        }
    }

    async fn attend_to(&self, mut stream: impl Stream) -> io::Result<()> {
        while self.exchange(&mut stream).await? {}
        Ok(())
    }

    /// Takes one request, and says whether the connection is good for another.
    async fn exchange(&self, stream: &mut impl Stream) -> io::Result<bool> {
        let mut begun = Vec::new();
        match stream.read_buf(&mut begun).await {
            Ok(0) => return Ok(false),
            // A client may leave a connection that it does not need any more as it likes.
            Err(error) if error.kind() != io::ErrorKind::InvalidData => return Ok(false),
            read => read?,
        };
        let fault = self.next_fault();
        let request = if fault == Some(Fault::ResetUnread) {
            None
        } else {
            Some(Request::read(begun, stream).await?)
        };
        // What comes is noted before the client can hear of it.
        self.state().arrivals.push(Arrival {
            request: request.clone(),
            fault,
        });
        self.arrived.notify_one();
        match (fault, request) {
            (None, Some(request)) => {
                stream.write_all(&(self.answer)(&request).to_http()).await?;
                Ok(true)
            }
            (None, None) => Ok(false),
            (Some(fault), _) => {
                fault.happen(stream, &self.clock).await?;
                Ok(matches!(fault, Fault::Status(..) | Fault::OwnStatus(..)))
            }
        }
    }

    fn next_fault(&self) -> Option<Fault> {
        let mut state = self.state();
        state.faults.pop_front().or(state.always)
    }
}

/// A client for each half of the service.
#[derive(Clone, Debug)]
pub(crate) struct Clients {
    pub(crate) numbers: PhoneNumbersClient,
    pub(crate) sip: SipRoutingClient,
}
